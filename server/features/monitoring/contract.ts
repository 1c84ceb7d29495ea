import { z } from 'zod';
import { monitoredInput, monitoredInputs } from '../../contract/monitored-inputs.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, slug } from '../../contract/values.ts';
import { charts } from '../../domain/measures/charts.ts';
import { figureNames } from '../../domain/measures/figures.ts';
import { annotationKinds } from './annotations/names.ts';
import { told } from '../../domain/told.ts';

/** Something that happened and may explain what a chart shows. */
const annotation = z.strictObject({
  kind: z.enum(annotationKinds),
  at: instant,
  title: z.string(),
  note: z.string(),
});
export type Annotation = z.infer<typeof annotation>;

/** One curve of a chart: a figure step by step. */
const line = z.strictObject({
  figure: z.enum(figureNames),
  /** The class or category that it is about; null: no single one. */
  category: z.string().nullable(),
  /** The figure over the whole time, and how much stands behind it. */
  all: z.strictObject({ value: z.number().nullable(), n: z.number().int() }),
  /** One for each step, in order; a value is null where nothing stands behind it. */
  points: z.array(z.strictObject({ at: instant, value: z.number().nullable(), n: z.number().int() })),
});
export type MonitoringLine = z.infer<typeof line>;

const chart = z.strictObject({
  chart: z.enum(charts),
  /** The declared input that it is about; null: it is about none. */
  input: z.string().nullable(),
  /** The step of the pipeline that it is about; null: it is about none. */
  step: z.string().nullable(),
  lines: z.array(line),
});
export type MonitoringChart = z.infer<typeof chart>;

export const series = z.strictObject({
  /** The model versions that predicted: the live one first, then the one heard from last. */
  models: z.array(z.string()),
  from: instant,
  to: instant,
  /** How long each step is. */
  stepMinutes: z.number().int(),
  charts: z.array(chart),
  annotations: z.array(annotation),
});
export type MonitoringSeries = z.infer<typeof series>;

const expected = z.strictObject({
  input: monitoredInput,
  /** Null: no reference was taken, or it holds fewer than 100 numbers. */
  usual: z.strictObject({ low: z.number(), high: z.number(), n: z.number().int() }).nullable(),
});

export const monitoringContract = defineContract({
  series: {
    method: 'get',
    path: '/projects/:project/monitoring/series',
    summary:
      'What is measured of intake, inputs, predictions and decisions, over time: points ready to be drawn, of all model ' +
      'versions or of one. What is longer ago is told in longer steps',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    query: z
      .strictObject({
        from: instant,
        to: instant,
        model: z.string().max(200).optional(),
      })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
        path: ['to'],
        ...told`must be after from`,
      }),
    reply: series,
    errors: ['not_found'],
  },
  inputs: {
    method: 'get',
    path: '/projects/:project/monitoring/inputs',
    summary:
      'What the latest items say of their inputs, and what can be worked out of items by themselves, as it could be declared ' +
      'to have it measured',
    access: 'project.manage',
    params: z.strictObject({ project: slug }),
    reply: z.strictObject({
      /** So many of the latest items were looked at. */
      items: z.number().int(),
      inputs: monitoredInputs,
    }),
    errors: [],
  },
  expected: {
    method: 'get',
    path: '/projects/:project/monitoring/expected',
    summary:
      'What is expected of the inputs that are declared: their ranges, units and known categories, and of numbers what is ' +
      'usual, the middle 98 % of the latest reference that was taken for drift',
    access: 'items.read',
    params: z.strictObject({ project: slug }),
    reply: z.array(expected),
    errors: [],
  },
});
