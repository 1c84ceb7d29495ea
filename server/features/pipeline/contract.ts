import { z } from 'zod';
import { firstMoved } from '../../contract/pipeline.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, slug } from '../../contract/values.ts';
import { stepStates } from '../../domain/pipeline/state.ts';

/** A figure, null where nothing stands behind it, and how much does. */
const figure = z.strictObject({ value: z.number().nullable(), n: z.number().int() });

const step = z.strictObject({
  name: z.string(),
  /** The steps that it takes its work from. */
  after: z.array(z.string()),
  /** The worst that is the matter with it; `not_enough`: too few items came in to tell. */
  state: z.enum(stepStates),
  /** Since when something is the matter; null: nothing is. */
  since: instant.nullable(),
  /** Share of items of which nothing was said of this step. */
  missing: figure,
  /** Share of its runs that failed. */
  failed: figure,
  /** Half, and 95 %, of its runs are quicker, in milliseconds. */
  latencyP50: figure,
  latencyP95: figure,
  /** Its metrics that are not where their reference was. */
  moved: z.array(
    z.strictObject({ metric: z.string(), standing: z.enum(['moved', 'drifting']), since: instant }),
  ),
  /** Of the steps that lead to it, and itself, the one that moved first; null: nothing is the matter with it. */
  firstMoved: firstMoved.nullable(),
});
export type PipelineStepReply = z.infer<typeof step>;

export const pipeline = z.strictObject({
  /** How far back figures are told, in minutes. */
  windowMinutes: z.number().int(),
  /** In the order in which they are declared: each after those that it takes its work from. */
  steps: z.array(step),
  /** The step of all that moved first; null: none did. */
  firstMoved: firstMoved.nullable(),
});
export type PipelineReply = z.infer<typeof pipeline>;

export const pipelineContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/pipeline',
    summary:
      'How the steps of the pipeline stand: what fails, what is silent, what drifts, and what moved first',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    reply: pipeline,
    errors: [],
  },
});
