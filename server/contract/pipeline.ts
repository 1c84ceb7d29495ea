import { z } from 'zod';
import {
  longestStepName,
  mostSteps,
  stepFaults,
  stepName,
  type PipelineStep,
  type StepReports,
} from '../domain/pipeline/steps.ts';
import { monitoredInputs } from './monitored-inputs.ts';
import type { Json } from '../domain/words.ts';
import { instant, json, measuredValue, text } from './values.ts';

const name = z.string().max(longestStepName).regex(stepName, 'lower-case letters, digits, single - and _');

/** The steps of a pipeline, each after those that it takes its work from. */
export const pipelineSteps = z
  .array(
    z.strictObject({
      name,
      /** Steps that stand before this one. */
      after: z.array(name).max(mostSteps),
      /** What is measured of the metrics that come with it. */
      metrics: monitoredInputs,
    }),
  )
  .max(mostSteps)
  .superRefine((steps, context) => {
    for (const { path, message } of stepFaults(steps)) context.addIssue({ code: 'custom', path, message });
  }) satisfies z.ZodType<PipelineStep[]>;

/** As many characters as the output of a step may have as JSON. */
const longestOutput = 16_384;

const report = z.strictObject({
  output: json
    .pipe(
      z.custom<Json>(
        (value) => JSON.stringify(value).length <= longestOutput,
        `must be at most ${longestOutput} characters of JSON`,
      ),
    )
    .default(null),
  metrics: z
    .record(text(100).min(1), measuredValue)
    .refine((metrics) => Object.keys(metrics).length <= 50, 'must be at most 50')
    .default({}),
  latencyMs: z.number().min(0).max(86_400_000).nullable().default(null),
  /** Why it failed; null: it did its work. */
  error: text(2_000).min(1).nullable().default(null),
});

/** What the steps of a pipeline made of an item, by their names. */
export const stepReports = z
  .record(name, report)
  .refine(
    (steps) => Object.keys(steps).length <= mostSteps,
    `must be at most ${mostSteps} steps`,
  ) satisfies z.ZodType<StepReports>;

/** A step with which something is the matter, and since when. */
export const firstMoved = z.strictObject({ step: z.string(), since: instant });
