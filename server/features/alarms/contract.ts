import { z } from 'zod';
import { firstMoved } from '../../contract/pipeline.ts';
import { defineContract } from '../../contract/route.ts';
import { actor, done, id, instant, line, pageOf, pageQuery, prose, slug } from '../../contract/values.ts';
import { comparisons } from '../../domain/alarms/condition.ts';
import { alarmMetricNames } from '../../domain/alarms/metrics.ts';
import { alarmPresetNames } from '../../domain/alarms/presets.ts';
import { alarmPhases } from '../../domain/alarms/state.ts';

const inProject = z.strictObject({ project: slug });
const oneAlarm = inProject.extend({ id });
const minutes = (max: number) => z.number().int().min(0).max(max);

/** Alarms, and recipients, that a project has at most; and days that a silence lasts at most. */
export const mostAlarms = 100;
const mostRecipients = 20;
export const longestSilenceDays = 30;

export const condition = z.strictObject({
  metric: z.enum(alarmMetricNames),
  comparison: z.enum(comparisons),
  /** Shares are from 0 to 1, times in seconds. */
  threshold: z.number(),
  /** It clears at this value or beyond, which is on the good side of the threshold, or equal to it. */
  clearThreshold: z.number(),
  /** How far back the metric looks; null for metrics that say how things stand at this moment. */
  windowMinutes: z.number().int().min(5).max(43_200).nullable(),
  /** A share of fewer cases than these is no data. */
  leastCases: z.number().int().min(0).max(1_000_000),
  /** How long the threshold must be passed without a break before it fires. */
  forMinutes: minutes(10_080),
  /** How long it must stay clear without a break before it clears. */
  keepMinutes: minutes(10_080),
});

const said = {
  name: line(100),
  condition,
  /** What to look at first. */
  note: prose(500),
  /** The alarms that mute it while they fire; none that is muted itself. */
  mutedBy: z.array(id).max(mostAlarms),
  enabled: z.boolean(),
};

export const alarm = z.strictObject({
  id,
  name: z.string(),
  condition,
  note: z.string(),
  mutedBy: z.array(id),
  enabled: z.boolean(),
  preset: z.enum(alarmPresetNames).nullable(),
  /** Who changed it last, and when. */
  author: actor,
  changedAt: instant,
  /** While it fires, and is of a step of the pipeline or what comes after: the step that moved first, where one did. */
  firstMoved: firstMoved.nullable(),
  state: z.strictObject({
    /** `pending`: beyond the threshold, not yet for long enough; `keeping`: fires still, though it is clear. */
    phase: z.enum(alarmPhases),
    since: instant,
    /** When it was evaluated last; null: never. */
    seenAt: instant.nullable(),
    /** When it fired; null: it does not. One that has no data, or an error, fires on. */
    firedAt: instant.nullable(),
    /** Whether nobody is told of it at this moment: it is silenced, or muted by another that fires. */
    muted: z.boolean(),
    value: z.number().nullable(),
    /** Why the metric could not be read. */
    error: z.string().nullable(),
  }),
});
export type Alarm = z.infer<typeof alarm>;

const silence = z.strictObject({
  id,
  /** Null: all alarms of the project. */
  alarm: id.nullable(),
  reason: z.string(),
  author: actor,
  createdAt: instant,
  endsAt: instant,
});
export type Silence = z.infer<typeof silence>;

const transition = z.strictObject({
  alarm: id,
  /** What the alarm was called then. */
  name: z.string(),
  from: z.enum(alarmPhases),
  to: z.enum(alarmPhases),
  /** Whether it fires from here on. */
  fires: z.boolean(),
  value: z.number().nullable(),
  at: instant,
});
export type Transition = z.infer<typeof transition>;

const alarms = z.strictObject({
  /** By name. */
  alarms: z.array(alarm),
  /** Those that have not ended. */
  silences: z.array(silence),
  /** Looked at as this is asked for, not by what evaluates alarms: what ought to be heard from, and when it was last. */
  heard: z.strictObject({
    jobs: z.array(
      z.strictObject({ name: z.string(), lastSuccessAt: instant.nullable(), silent: z.boolean() }),
    ),
    /** Since when a callback is due that nobody has tried to send; null: there is none. */
    callbacks: z.strictObject({ dueSince: instant.nullable(), silent: z.boolean() }),
  }),
  mail: z.strictObject({
    /** Whether the server has a mail server, and the project somebody to mail to. */
    configured: z.boolean(),
    recipients: z.number().int(),
    pending: z.number().int(),
    oldestSince: instant.nullable(),
    /** Mails given up in the last 24 hours, and why the latest of those that were not sent was not. */
    failedLastDay: z.number().int(),
    lastError: z.string().nullable(),
  }),
  /** Presets that the project does not have. */
  missingPresets: z.array(z.enum(alarmPresetNames)),
});
export type Alarms = z.infer<typeof alarms>;

export const alarmsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/alarms',
    summary:
      'The alarms and how they stand, silences, and whether what evaluates and tells them is heard from',
    access: 'evidence.read',
    params: inProject,
    reply: alarms,
    errors: [],
  },
  history: {
    method: 'get',
    path: '/projects/:project/alarm-transitions',
    summary: 'What became of alarms, newest first',
    access: 'evidence.read',
    params: inProject,
    query: z.strictObject(pageQuery),
    reply: pageOf(transition),
    errors: [],
  },
  create: {
    method: 'post',
    path: '/projects/:project/alarms',
    summary: 'Make an alarm, under a name that no other has',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({
      ...said,
      note: said.note.default(''),
      mutedBy: said.mutedBy.default([]),
      enabled: said.enabled.default(true),
    }),
    reply: alarm,
    status: 201,
    errors: ['conflict'],
  },
  addPresets: {
    method: 'post',
    path: '/projects/:project/alarms/presets',
    summary: 'Add the preset alarms that the project does not have',
    access: 'policy.write',
    params: inProject,
    reply: z.strictObject({ added: z.array(z.enum(alarmPresetNames)) }),
    errors: [],
  },
  update: {
    method: 'patch',
    path: '/projects/:project/alarms/:id',
    summary: 'Change an alarm; one that is switched off clears',
    access: 'policy.write',
    params: oneAlarm,
    body: z.strictObject(said).partial(),
    reply: alarm,
    errors: ['conflict'],
  },
  remove: {
    method: 'delete',
    path: '/projects/:project/alarms/:id',
    summary: 'Remove an alarm; its history stays',
    access: 'policy.write',
    params: oneAlarm,
    reply: done,
    errors: [],
  },
  silence: {
    method: 'post',
    path: '/projects/:project/alarm-silences',
    summary: 'Tell nobody of an alarm, or of all, until an instant; one that fires still is told of then',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({ alarm: id.nullable(), endsAt: instant, reason: prose(500).default('') }),
    reply: silence,
    status: 201,
    errors: [],
  },
  unsilence: {
    method: 'delete',
    path: '/projects/:project/alarm-silences/:id',
    summary: 'End a silence',
    access: 'policy.write',
    params: oneAlarm,
    reply: done,
    errors: [],
  },
  recipients: {
    method: 'get',
    path: '/projects/:project/alarm-recipients',
    summary: 'Whom alarms are mailed to',
    access: 'policy.write',
    params: inProject,
    reply: z.strictObject({ addresses: z.array(z.string()) }),
    errors: [],
  },
  setRecipients: {
    method: 'put',
    path: '/projects/:project/alarm-recipients',
    summary: 'Set whom alarms are mailed to',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({ addresses: z.array(z.email().max(254)).max(mostRecipients) }),
    reply: z.strictObject({ addresses: z.array(z.string()) }),
    errors: [],
  },
});
