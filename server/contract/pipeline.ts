import { z } from 'zod';
import {
  longestStepName,
  mostSteps,
  stepFaults,
  stepName,
  type PipelineStep,
  type StepReports,
} from '../domain/pipeline/steps.ts';
import { customIssue } from './parse.ts';
import { monitoredInputs } from './monitored-inputs.ts';
import type { Json } from '../domain/words.ts';
import { instant, json, measuredValue, text } from './values.ts';
import { told } from '../domain/told.ts';

const name = z
  .string()
  .max(longestStepName)
  .regex(stepName, told`lower-case letters, digits, single - and _`.message);

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
  .check((context) => {
    const steps = context.value;
    for (const { path, ...fault } of stepFaults(steps)) context.issues.push(customIssue(path, steps, fault));
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
    .refine((metrics) => Object.keys(metrics).length <= 50, told`must be at most 50`.message)
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
