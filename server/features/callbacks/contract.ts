import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import {
  done,
  id,
  instant,
  itemKey,
  pageOf,
  pageQuery,
  prose,
  slug,
  webAddress,
} from '../../contract/values.ts';
import {
  callbackEvents,
  callbackTypes,
  deliveryStates,
  disabledReasons,
} from '../../domain/callback-events.ts';

const inProject = z.strictObject({ project: slug });
const oneEndpoint = inProject.extend({ id });
/** A delivery is named by its endpoint and its event, whose id the receiver knows as `webhook-id`. */
const oneDelivery = oneEndpoint.extend({ event: id });

const subscription = z.array(z.enum(callbackEvents)).min(1);

/** An endpoint as it can be listed: never its secrets. */
export const endpoint = z.strictObject({
  id,
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(callbackEvents)),
  createdBy: z.string(),
  createdAt: instant,
  /** While it is disabled nothing is sent to it and no event is kept for it; what was pending waits. */
  disabledAt: instant.nullable(),
  disabledReason: z.enum(disabledReasons).nullable(),
  /** The secrets that sign at this moment, newest first; one that was replaced signs until it expires. */
  secrets: z.array(z.strictObject({ createdAt: instant, expiresAt: instant.nullable() })),
  health: z.strictObject({
    pending: z.number().int(),
    /** Deliveries given up in the last 24 hours. */
    failedLastDay: z.number().int(),
    /** Since when every attempt has failed; null: the last one succeeded, or there was none. */
    failingSince: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    /** When it is tried again, where it could not be reached or asked for a rest; null: it is not resting. */
    pausedUntil: instant.nullable(),
  }),
});
export type Endpoint = z.infer<typeof endpoint>;

/** An endpoint with its newest secret (`whsec_…`), shown this one time. */
const withSecret = endpoint.extend({ secret: z.string() });

/** One event on its way to one endpoint. */
export const delivery = z.strictObject({
  endpointId: id,
  /** The event's id, sent as `webhook-id`: the same however often it is sent. */
  eventId: id,
  type: z.enum(callbackTypes),
  /** Whether the caller may yet judge the item blind: then what was sent and answered is not told. */
  withheld: z.boolean(),
  /** The item it is about; null for a test. */
  item: z.strictObject({ id, key: z.string() }).nullable(),
  state: z.enum(deliveryStates),
  /** Attempts made so far. */
  attempts: z.number().int(),
  createdAt: instant,
  /** When it is to be tried (again), or, while an attempt is made, when that is taken for lost; null: it is over. */
  nextAttemptAt: instant.nullable(),
  /** When it was delivered or given up; null: it is pending. */
  closedAt: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** One attempt: how the endpoint answered, or why it could not be asked. */
const attempt = z.strictObject({
  /** Counts the attempts of its delivery, from 1. */
  n: z.number().int(),
  at: instant,
  durationMs: z.number().int(),
  /** The HTTP status; null where there was no answer. */
  status: z.number().int().nullable(),
  /** What went wrong, in words; null where the endpoint accepted it. */
  error: z.string().nullable(),
  /** The first 1,000 characters of the answer's body; null where there was none, or it is withheld. */
  reply: z.string().nullable(),
});
export type Attempt = z.infer<typeof attempt>;

/** A delivery with all its attempts, latest first, and the body as it is sent (null where it is withheld). */
const wholeDelivery = delivery.extend({ body: z.string().nullable(), history: z.array(attempt) });
export type WholeDelivery = z.infer<typeof wholeDelivery>;

export const callbacksContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/callbacks',
    summary: 'Endpoints that are called when something happens, newest first, with how they fare',
    access: 'callbacks.manage',
    params: inProject,
    reply: z.strictObject({ endpoints: z.array(endpoint) }),
    errors: [],
  },
  create: {
    method: 'post',
    path: '/projects/:project/callbacks',
    summary: 'Have an address called, signed as Standard Webhooks says; the signing secret is shown once',
    access: 'callbacks.manage',
    params: inProject,
    body: z.strictObject({
      url: webAddress,
      description: prose(500).default(''),
      events: subscription.default([...callbackEvents]),
    }),
    reply: withSecret,
    status: 201,
    errors: ['conflict'],
  },
  update: {
    method: 'patch',
    path: '/projects/:project/callbacks/:id',
    summary: 'Change an endpoint, disable it or enable it again: what was pending then goes on',
    access: 'callbacks.manage',
    params: oneEndpoint,
    body: z.strictObject({
      url: webAddress.optional(),
      description: prose(500).optional(),
      events: subscription.optional(),
      enabled: z.boolean().optional(),
    }),
    reply: endpoint,
    errors: [],
  },
  remove: {
    method: 'delete',
    path: '/projects/:project/callbacks/:id',
    summary: 'Delete an endpoint and all that was to be sent to it',
    access: 'callbacks.manage',
    params: oneEndpoint,
    reply: done,
    errors: [],
  },
  rotateSecret: {
    method: 'post',
    path: '/projects/:project/callbacks/:id/rotations',
    summary: 'Make another signing secret, shown once; the old ones sign beside it for the overlap',
    access: 'callbacks.manage',
    params: oneEndpoint,
    body: z.strictObject({ overlapHours: z.number().min(0).max(720).default(24) }),
    reply: withSecret,
    status: 201,
    errors: [],
  },
  test: {
    method: 'post',
    path: '/projects/:project/callbacks/:id/tests',
    summary: 'Send a `callback.test` event to this endpoint; its delivery tells what came of it',
    access: 'callbacks.manage',
    params: oneEndpoint,
    reply: delivery,
    status: 201,
    errors: ['conflict'],
  },
  deliveries: {
    method: 'get',
    path: '/projects/:project/callback-deliveries',
    summary:
      'What was sent and is to be sent, newest first. Of an item that the caller may yet judge blind, what would tell ' +
      'how it was judged is left out',
    access: 'callbacks.manage',
    params: inProject,
    query: z.strictObject({
      ...pageQuery,
      endpoint: id.optional(),
      state: z.enum(deliveryStates).optional(),
      type: z.enum(callbackTypes).optional(),
      key: itemKey.optional(),
    }),
    reply: pageOf(delivery),
    errors: [],
  },
  delivery: {
    method: 'get',
    path: '/projects/:project/callbacks/:id/deliveries/:event',
    summary: 'One delivery: the body as it is sent, and every attempt',
    access: 'callbacks.manage',
    params: oneDelivery,
    reply: wholeDelivery,
    errors: [],
  },
  replay: {
    method: 'post',
    path: '/projects/:project/callbacks/:id/deliveries/:event/replays',
    summary: 'Send an event again, or now where it waits, with the same `webhook-id`',
    access: 'callbacks.manage',
    params: oneDelivery,
    reply: delivery,
    errors: ['conflict'],
  },
  replayRange: {
    method: 'post',
    path: '/projects/:project/callbacks/:id/replays',
    summary: 'Send again what happened in a stretch of time: what failed, or all of it',
    access: 'callbacks.manage',
    params: oneEndpoint,
    body: z.strictObject({
      /** When the events happened: from this instant (inclusive) to that one (exclusive). */
      from: instant,
      to: instant,
      only: z.enum(['failed', 'all']).default('failed'),
    }),
    reply: z.strictObject({ replayed: z.number().int() }),
    errors: ['conflict'],
  },
});
