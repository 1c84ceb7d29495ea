import { z } from 'zod';
import { certificate } from '../../contract/certificate.ts';
import { defineContract } from '../../contract/route.ts';
import { done, id, instant, json, line, modelName, prose, slug, webAddress } from '../../contract/values.ts';
import { breakerStates } from '../../domain/model-protocols/breaker-states.ts';
import { protocolNames } from '../../domain/model-protocols/names.ts';
import { firstMapping } from '../../domain/model-protocols/protocol.ts';
import { modelStates } from '../../domain/model-state.ts';
import { told } from '../../domain/told.ts';

const inProject = z.strictObject({ project: slug });

/** How often people agreed with a model, with its 95 % Wilson interval; null bounds where n is 0. */
export const agreement = z.strictObject({
  agreed: z.number().int(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Agreement = z.infer<typeof agreement>;

const modelVersion = z.strictObject({
  model: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  registeredAt: instant,
  firstPredictionAt: instant.nullable(),
  lastPredictionAt: instant.nullable(),
  state: z.enum(modelStates),
  /** The rollout under way whose candidate it is; null: it is of none. */
  rolloutId: id.nullable(),
  predictions: z.number().int(),
  /** Predictions beside those of a version that decided, and those of them that differed. */
  compared: z.number().int(),
  differing: z.number().int(),
  automated: z.number().int(),
  /** Never pooled: what people answered with the suggestion in sight, without it, and in audits. */
  agreement: z.strictObject({ assisted: agreement, blind: agreement, audit: agreement }),
  /** As its service reported it in the last week, in milliseconds; null: it did not. */
  latency: z.strictObject({ p50: z.number(), p95: z.number(), n: z.number().int() }).nullable(),
  /** Those in force that are about it: `value` is the class, null all together; and whether each still holds. */
  certificates: z.array(
    certificate
      .pick({ value: true, threshold: true, targetError: true, targetConfidence: true })
      .extend({ holds: z.boolean() }),
  ),
  /** The training that it came of, with the labels it was given and the hash of their file; null: nobody said. */
  training: z
    .strictObject({
      cycleId: id,
      requestedAt: instant,
      labels: z.number().int(),
      sha256: z.string().nullable(),
    })
    .nullable(),
});
export type ModelVersionReply = z.infer<typeof modelVersion>;

/** A dot path, or an output's name. */
const place = line(200).nullable();

/** A header that the request needs for itself, or that no caller may set. */
const ownHeaders =
  /^(?:host|connection|content-.*|transfer-encoding|expect|upgrade|keep-alive|te|trailer|user-agent|proxy-.*)$/i;

const endpointFields = {
  /** The whole address that is sent the request. */
  url: webAddress,
  protocol: z.enum(protocolNames),
  /** How long an answer may take, repeated requests included. */
  timeoutMs: z.number().int().min(50).max(60_000),
  /** A header that is sent along with the secret; null: none. */
  secretHeader: line(100)
    .regex(/^[\w!#$%&'*+.^`|~-]+$/, told`must be the name of a header`.message)
    .refine((name) => !ownHeaders.test(name), told`is a header that requests set themselves`.message)
    .nullable(),
  /** Where in a reply the answer is: names of outputs, or dot paths such as `result.0.label`. */
  mapping: z
    .strictObject({ value: place, confidence: place, scores: place })
    .refine(
      ({ value, scores }) => value !== null || scores !== null,
      told`must say where the value or the scores are`.message,
    ),
};

/** The endpoint of a model version: never its secret. */
export const modelEndpoint = z.strictObject({
  ...endpointFields,
  changedAt: instant,
  /** As the instance that answers sees it: whether it is asked, and what went wrong last. */
  state: z.enum(breakerStates),
  failedAt: instant.nullable(),
  failure: z.string().nullable(),
});
export type ModelEndpointReply = z.infer<typeof modelEndpoint>;

const oneVersion = inProject.extend({ model: modelName });

export const modelsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/models',
    summary: 'Model versions, latest registered first',
    access: 'models.read',
    params: inProject,
    reply: z.strictObject({ models: z.array(modelVersion) }),
    errors: [],
  },
  register: {
    method: 'put',
    path: '/projects/:project/models/:model',
    summary: 'Register a model version ahead of its first prediction, or describe it',
    access: 'project.manage',
    params: inProject.extend({ model: modelName }),
    body: z.strictObject({ description: prose(2_000).default('') }),
    reply: modelVersion,
    errors: [],
  },
  retire: {
    method: 'put',
    path: '/projects/:project/models/:model/retired',
    summary: 'Have a model version decide nothing any more, or let it again',
    access: 'policy.write',
    params: inProject.extend({ model: modelName }),
    body: z.strictObject({ retired: z.boolean() }),
    reply: modelVersion,
    errors: ['not_found', 'conflict'],
  },
  endpoint: {
    method: 'get',
    path: '/projects/:project/models/:model/endpoint',
    summary: 'Where a model version is asked, and how its endpoint fares; null: nowhere',
    access: 'models.read',
    params: oneVersion,
    reply: z.strictObject({ endpoint: modelEndpoint.nullable() }),
    errors: ['not_found'],
  },
  setEndpoint: {
    method: 'put',
    path: '/projects/:project/models/:model/endpoint',
    summary:
      'Say where a model version is asked. The secret is never told again; left out, it stays, unless the address is of another origin',
    access: 'policy.write',
    params: oneVersion,
    body: z.strictObject({
      ...endpointFields,
      timeoutMs: endpointFields.timeoutMs.default(5_000),
      secretHeader: endpointFields.secretHeader.default(null),
      mapping: endpointFields.mapping.default(firstMapping),
      /** What the header says, such as `Bearer …`; left out: what it said before. */
      secret: line(2_000)
        .regex(/^[\x20-\x7e]+$/, told`must be printable ASCII`.message)
        .optional(),
    }),
    reply: modelEndpoint,
    errors: ['not_found'],
  },
  removeEndpoint: {
    method: 'delete',
    path: '/projects/:project/models/:model/endpoint',
    summary:
      'Ask a model version no more; what is decided through the gateway and is its to decide goes to people',
    access: 'policy.write',
    params: oneVersion,
    reply: done,
    errors: ['not_found'],
  },
  tryEndpoint: {
    method: 'post',
    path: '/projects/:project/models/:model/endpoint/try',
    summary: 'Ask a model version once about an item that is not kept',
    access: 'policy.write',
    params: oneVersion,
    body: z.strictObject({
      payload: json,
      inputs: z
        .record(z.string().min(1).max(100), z.union([z.number(), z.string().max(500), z.boolean(), z.null()]))
        .default({}),
    }),
    reply: z.union([
      z.strictObject({
        value: json,
        confidence: z.number().nullable(),
        scores: z.record(z.string(), z.number()).nullable(),
        latencyMs: z.number(),
      }),
      z.strictObject({ error: z.string() }),
    ]),
    errors: ['not_found'],
  },
});
