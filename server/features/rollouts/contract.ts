import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { actor, id, instant, itemKey, modelName, prose, share, slug } from '../../contract/values.ts';
import { rolloutEvents } from '../../domain/rollout/events.ts';
import {
  guardrailNames,
  limitUnits,
  type GuardrailName,
  type LimitUnit,
} from '../../domain/rollout/guardrails/names.ts';
import { verdictWords } from '../../domain/rollout/guardrails/verdict.ts';
import { advances, proposedSettings, rolloutKinds } from '../../domain/rollout/settings.ts';
import { rolloutActions, rolloutStates } from '../../domain/rollout/states.ts';
import { told } from '../../domain/told.ts';

const inProject = z.strictObject({ project: slug });
const ofRollout = inProject.extend({ rollout: id });

const limitRanges: Record<LimitUnit, z.ZodNumber> = {
  share: z.number().gt(0).lt(1),
  milliseconds: z.number().gt(0).max(86_400_000),
  index: z.number().gt(0).max(10),
};
const limits = Object.fromEntries(
  guardrailNames.map((name) => [name, limitRanges[limitUnits[name]].optional()]),
) as Record<GuardrailName, z.ZodOptional<z.ZodNumber>>; // made of all names

const settings = z
  .strictObject({
    kind: z.enum(rolloutKinds),
    shadowFirst: z.boolean(),
    steps: z.array(share.gt(0)).min(1).max(20),
    dwellMinutes: z.number().int().min(0).max(100_000),
    leastLabels: z.number().int().min(0).max(100_000),
    /** Shares, but for the latency, which is in milliseconds, and the drift of inputs, a population stability index. */
    limits: z.strictObject(limits),
    alpha: z.number().gt(0).lt(0.5),
    advance: z.enum(advances),
    deadlineHours: z.number().min(1).max(10_000),
    disagreementShare: share,
    disagreementsPerDay: z.number().int().min(0).max(100_000),
    switchMinutes: z.number().int().min(0).max(10_080),
    rollbackHours: z.number().min(0).max(10_000),
  })
  .superRefine(({ steps, advance, limits: kept }, context) => {
    steps.forEach((step, i) => {
      if (i > 0 && step <= (steps[i - 1] ?? 0))
        context.addIssue({
          code: 'custom',
          path: ['steps', i],
          ...told`must be greater than the step before`,
        });
    });
    if (advance === 'automatic' && kept.error === undefined)
      context.addIssue({
        code: 'custom',
        path: ['limits', 'error'],
        ...told`is needed where steps follow by themselves`,
      });
  })
  .default(proposedSettings as { -readonly [K in keyof typeof proposedSettings]: never }); // it has these fields

const verdict = z.strictObject({
  guardrail: z.enum(guardrailNames),
  verdict: z.enum(verdictWords),
  /** Null: of nothing. */
  value: z.number().nullable(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  limit: z.number(),
  missing: z.number().int(),
});
export type VerdictReply = z.infer<typeof verdict>;

const moment = z.strictObject({
  id,
  event: z.enum(rolloutEvents),
  state: z.enum(rolloutStates),
  /** Counts the steps from 0; −1: none had begun. */
  step: z.number().int(),
  share,
  epoch: z.number().int(),
  verdicts: z.array(verdict),
  note: z.string(),
  actor,
  at: instant,
});
export type MomentReply = z.infer<typeof moment>;

const rollout = z.strictObject({
  id,
  candidate: z.string(),
  /** The version it takes the place of; null: none was live. */
  live: z.string().nullable(),
  attemptOf: id.nullable(),
  settings: z.custom<typeof proposedSettings>(),
  state: z.enum(rolloutStates),
  step: z.number().int(),
  share,
  /** When this step or state began. */
  since: instant,
  note: z.string(),
  author: actor,
  createdAt: instant,
  startedAt: instant.nullable(),
});
export type RolloutReply = z.infer<typeof rollout>;

const detail = rollout.extend({
  /** What the guardrails say at this moment; of one that is over, nothing. */
  verdicts: z.array(verdict),
  /** Whether the step's time is over and all guardrails pass. */
  ready: z.boolean(),
  possible: z.array(z.enum(rolloutActions)),
  /** Until when a promotion can be taken back with one click; null: it was not promoted. */
  rollbackUntil: instant.nullable(),
  /** Whether the policy or the live version's calibrator has changed since it started, and would go back with it. */
  policyChanged: z.boolean(),
  calibratorChanged: z.boolean(),
  /** Items that the candidate had accepted and nobody has looked at; 10,000: that many or more. */
  accepted: z.number().int(),
  moments: z.array(moment),
});
export type RolloutDetail = z.infer<typeof detail>;

const deployment = z.strictObject({
  /** Counts the changes of who decides. */
  epoch: z.number().int(),
  /** Null: no version was ever rolled out, and whichever predicts decides. */
  live: z.string().nullable(),
  candidate: z.string().nullable(),
  /** Share of units that the candidate decides. */
  share,
  /**
   * A unit is the candidate's where the first 32 bits of SHA-256("salt:unit"), divided by 2³², are below `share`; '' while there
   * is no candidate.
   */
  salt: z.string(),
});

export const rolloutsContract = defineContract({
  assignment: {
    method: 'get',
    path: '/projects/:project/rollout/assignment',
    summary:
      'Which model version decides a unit: ask before predicting, or draw by the salt and share yourself',
    access: 'predictions.write',
    params: inProject,
    query: z.strictObject({ unit: itemKey.optional() }),
    reply: deployment.extend({
      /** The version that decides the unit; null: any, or no unit was named. */
      model: z.string().nullable(),
      /** Versions whose predictions are wanted beside it, to be compared. */
      others: z.array(z.string()),
    }),
    errors: [],
  },
  list: {
    method: 'get',
    path: '/projects/:project/rollouts',
    summary: 'Who decides at this moment, and the latest 50 rollouts, newest first',
    access: 'models.read',
    params: inProject,
    reply: z.strictObject({ deployment, rollouts: z.array(rollout) }),
    errors: [],
  },
  propose: {
    method: 'get',
    path: '/projects/:project/rollouts/proposal',
    summary: 'Settings for the rollout of a version, with limits by what is known of the one that is live',
    access: 'models.read',
    params: inProject,
    query: z.strictObject({ candidate: modelName }),
    reply: z.strictObject({ live: z.string().nullable(), settings: z.custom<typeof proposedSettings>() }),
    errors: [],
  },
  create: {
    method: 'post',
    path: '/projects/:project/rollouts',
    summary: 'Draw up the rollout of a model version; it starts when somebody says so',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({
      candidate: modelName,
      /** The version it takes the place of, where none is live yet; null: none. */
      live: modelName.nullable().default(null),
      settings,
      note: prose(2_000).default(''),
      /** A rollout that was backed out of, and is tried again. */
      attemptOf: id.nullable().default(null),
    }),
    reply: rollout,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  get: {
    method: 'get',
    path: '/projects/:project/rollouts/:rollout',
    summary: 'A rollout with what its guardrails say and all that happened in it',
    access: 'models.read',
    params: ofRollout,
    reply: detail,
    errors: ['not_found'],
  },
  act: {
    method: 'post',
    path: '/projects/:project/rollouts/:rollout/actions',
    summary: 'Start a rollout, take it a step further, pause, resume, roll back or abort it',
    access: 'policy.write',
    params: ofRollout,
    body: z.strictObject({
      action: z.enum(rolloutActions).exclude(['raise']),
      /** Going on without what the guardrails ask for needs a reason. */
      note: prose(2_000).default(''),
    }),
    reply: rollout,
    errors: ['not_found', 'conflict'],
  },
  quarantine: {
    method: 'post',
    path: '/projects/:project/rollouts/:rollout/quarantine',
    summary: 'Send what the candidate of a rollout that was backed out of had accepted to people',
    access: 'policy.write',
    params: ofRollout,
    reply: z.strictObject({ sent: z.number().int() }),
    errors: ['not_found', 'conflict'],
  },
});
