import { z } from 'zod';
import { fieldErrors } from '../../contract/parse.ts';
import type { FieldError } from '../../contract/problems.ts';
import { json } from '../../contract/values.ts';
import type { Provenance } from '../../domain/imports/provenance.ts';
import { arms, labelSources, type Json } from '../../domain/words.ts';
import { instantOf, measured, parsed } from './from-text.ts';
import type { MappedRow } from './map-row.ts';
import type { HistoryIds } from '../../../db/queries/history.ts';

/** A column that may stand as a text. */
const column = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (typeof value === 'string' ? parsed(value) : (value ?? null)), type.nullable());

const word = <T extends z.ZodType>(type: T) => type.nullable().default(null);

const at = z.preprocess(
  (value) => instantOf((value ?? null) as Json),
  z.iso.datetime({ offset: true }).nullable(),
);
const number = column(z.number());
const count = column(z.number().int());
const flag = z.preprocess((value) => measured((value ?? null) as Json), z.boolean().nullable());

const opinion = z.object({
  decision_id: z.string(),
  inspector: z.string(),
  value: json,
  arm: z.enum(arms),
  suggestion_shown: z.boolean(),
  decided_at: z.string(),
  time_spent_ms: z.number().int().nullable(),
});

const lineage = z.object({
  item_id: z.string(),
  label_id: z.string().nullable(),
  prediction_id: z.string().nullable(),
  routing_id: z.string().nullable(),
  decision_ids: z.array(z.string()),
  estimate_id: z.string().nullable(),
});

/** What rows of our own alone have: by which ids they can be traced, or where their label stands among all. */
const mark = z.union([
  z.object({ lineage: column(lineage).refine((one) => one !== null) }),
  z.object({ seq: column(z.number().int()), label_id: z.uuid(), item_id: z.uuid() }),
]);

/** The columns of rows of our own that tell of their labels. */
const columns = z.object({
  source: word(z.enum(labelSources)),
  decided_at: at,
  calibrated: number,
  calibrator: count,
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
  time_spent_ms: count,
  opinions: column(z.array(opinion)),
  lineage: column(lineage),
});

/** What other files say of a label, too; what it cannot be read as is told of by nothing. */
const said = z.object({
  model: z.string().nullable().catch(null),
  confidence: z.number().nullable().catch(null),
  scores: z.record(z.string(), z.number()).nullable().catch(null),
  annotatedAt: at.catch(null),
});

type Said = Pick<MappedRow, 'model' | 'modelValue' | 'confidence' | 'scores' | 'annotatedAt' | 'rest'>;

/** What is wrong with what a row of our own tells of its label, by column; a row of another file tells nothing by these. */
export const provenanceFaults = ({ rest }: Pick<MappedRow, 'rest'>): FieldError[] => {
  const read = mark.safeParse(rest).success ? columns.safeParse(rest) : null;
  return read?.error ? fieldErrors(read.error) : [];
};

/**
 * How the label of a row came to be where it was given; null where the row does not tell. Columns tell it in rows of our own
 * alone, as elsewhere a `weight` may be anything. What it was not told by which ids to trace it is traced by ours.
 */
export const provenanceOf = (row: Said, ids: HistoryIds, now: number): Provenance | null => {
  const found = columns.parse(mark.safeParse(row.rest).success ? row.rest : {});
  const { annotatedAt, ...given } = said.parse(row);
  if (
    row.modelValue === null &&
    [...Object.values(found), ...Object.values(given), annotatedAt].every((one) => one === null)
  )
    return null;
  return {
    ...found,
    ...given,
    source: found.source ?? 'imported',
    decided_at: found.decided_at ?? annotatedAt ?? new Date(now).toISOString(),
    model_value: row.modelValue,
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
