import { z } from 'zod';
import { json } from '../../contract/values.ts';
import type { Provenance } from '../../domain/imports/provenance.ts';
import { arms, labelSources, type Json } from '../../domain/words.ts';
import { instantOf, parsed } from './from-text.ts';
import type { HistoryIds } from '../../../db/queries/history.ts';

/** A column that may stand as a text; what it cannot be read as is of another file's making, and told of by nothing. */
const column = <T extends z.ZodType>(type: T) =>
  z
    .preprocess((value) => (typeof value === 'string' ? parsed(value) : value), type)
    .nullable()
    .catch(null)
    .default(null);

const word = <T extends z.ZodType>(type: T) => type.nullable().catch(null).default(null);

const at = z.preprocess((value) => instantOf((value ?? null) as Json), z.iso.datetime({ offset: true }));
const number = column(z.number());
const count = column(z.number().int());
const flag = column(z.boolean());

const opinion = z.object({
  decision_id: z.string(),
  inspector: z.string(),
  value: json,
  arm: z.enum(arms),
  suggestion_shown: z.boolean(),
  decided_at: z.string(),
  time_spent_ms: z.number().nullable(),
});

const lineage = z.object({
  item_id: z.string(),
  label_id: z.string().nullable(),
  prediction_id: z.string().nullable(),
  routing_id: z.string().nullable(),
  decision_ids: z.array(z.string()),
  estimate_id: z.string().nullable(),
});

/** The columns of rows of our own that tell of their labels. */
const columns = z.object({
  source: word(z.enum(labelSources)),
  decided_at: word(at),
  annotated_at: word(at),
  model: word(z.string()),
  confidence: number,
  calibrated: number,
  calibrator: count,
  scores: column(z.record(z.string(), z.number())),
  agreed: flag,
  arm: word(z.enum(arms)),
  review_probability: number,
  weight: number,
  audit: flag,
  inspectors: count,
  agreement: number,
  posterior: number,
  policy_revision: count,
  schema_revision: count,
  time_spent_ms: number,
  opinions: column(z.array(opinion)),
  lineage: column(lineage),
});

/** What a model had said of an item, by the columns that were mapped. */
type Said = { model: Json; modelValue: Json; confidence: Json; scores: Json };

/**
 * How the label of a row came to be where it was given, as its columns tell it; null where they do not. What it was not told
 * by which ids to trace it is traced by ours.
 */
export const provenanceOf = (
  fields: Readonly<Record<string, Json>>,
  { model, modelValue, confidence, scores }: Said,
  ids: HistoryIds,
  now: number,
): Provenance | null => {
  const given = columns.parse({ ...fields, model, confidence, scores });
  if (modelValue === null && Object.values(given).every((one) => one === null)) return null;
  const { annotated_at: annotatedAt, ...found } = given;
  return {
    ...found,
    source: found.source ?? 'imported',
    decided_at: found.decided_at ?? annotatedAt ?? new Date(now).toISOString(),
    model_value: modelValue,
    opinions: found.opinions ?? [],
    lineage: found.lineage ?? {
      item_id: ids.itemId,
      label_id: ids.labelId,
      prediction_id: ids.predictionId,
      routing_id: ids.routingId,
      decision_ids: [],
      estimate_id: null,
    },
  };
};
