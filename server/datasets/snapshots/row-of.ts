import type { AnswerAt, ItemAt } from '../../../db/queries/dataset-rows.ts';
import type { DatasetQuery } from '../../domain/datasets/query.ts';
import type { DatasetRow, Opinion } from '../../domain/datasets/row.ts';
import { splitOf } from '../../domain/datasets/splits.ts';
import { weightOf } from '../../domain/datasets/weight.ts';
import { isEqual } from '../../domain/is-equal.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';
import { sameLabel } from '../../kinds/registry.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

const opinionOf = (answer: AnswerAt): Opinion => ({
  decision_id: answer.id,
  inspector: answer.userId,
  value: answer.value,
  arm: answer.arm,
  suggestion_shown: answer.suggestionShown,
  decided_at: instant(answer.createdAt),
  time_spent_ms: answer.timeSpentMs,
});

/** What items are kept together by: the text of an input; items without it are drawn one by one. */
const groupOf = (inputs: Record<string, Json>, name: string | null): string | null => {
  const value = name === null ? null : (inputs[name] ?? null);
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/**
 * Share of the opinions that agree with the label. Of a single one there is no telling, as the label is nothing but that; and who
 * settles what others dispute agrees with the label in any case.
 */
const agreementOf = (schema: LabelSchema, value: Json, answers: readonly AnswerAt[]): number | null => {
  const opinions = answers.filter(({ purpose }) => purpose !== 'adjudication');
  if (opinions.length < 2) return null;
  return opinions.filter((opinion) => sameLabel(schema, opinion.value, value)).length / opinions.length;
};

const timeOf = (answers: readonly AnswerAt[]): number | null => {
  const told = answers.flatMap(({ timeSpentMs }) => timeSpentMs ?? []);
  return told.length === 0 ? null : told.reduce((sum, ms) => sum + ms, 0);
};

/** How probable the label is: by the estimate it rests on, else by that of its day. */
const posteriorOf = ({ label, shares }: ItemAt, estimateId: string | null) => {
  if (label === null || label.posterior !== null || shares === null)
    return { posterior: label?.posterior ?? null, estimate: label?.estimateId ?? null };
  const found = shares.find(({ value }) => isEqual(value, label.value));
  return { posterior: found?.share ?? 0, estimate: estimateId };
};

/** The row of an item under a query of this schema's project, with what people answered to it. */
export const rowOf = (
  item: ItemAt,
  answers: readonly AnswerAt[],
  schema: LabelSchema,
  { splits }: Pick<DatasetQuery, 'splits'>,
  estimateId: string | null,
): DatasetRow => {
  const { label, prediction, routing } = item;
  const { posterior, estimate } = posteriorOf(item, estimateId);
  const group = groupOf(item.inputs, splits.groupBy);
  const value = label?.value ?? null;
  const shown = {
    key: item.key,
    group,
    split: splitOf(splits, group ?? item.key),
    payload: item.payload,
    inputs: item.inputs,
    value,
  };
  // What was imported is told of as it was where it came from.
  if (label?.told) return { ...shown, ...label.told };
  return {
    ...shown,
    source: label?.source ?? null,
    decided_at: label ? instant(label.decidedAt) : null,
    model: prediction?.model ?? null,
    model_value: prediction?.value ?? null,
    confidence: prediction?.confidence ?? null,
    calibrated: prediction?.calibrated ?? null,
    calibrator: prediction?.calibrator || null,
    scores: prediction?.scores ?? null,
    agreed: label?.agreed ?? null,
    arm: routing?.arm ?? null,
    review_probability: routing?.reviewProbability ?? null,
    weight: label && routing ? weightOf(label.source, routing.arm, routing.reviewProbability) : null,
    audit: routing?.isAudit ?? null,
    inspectors: label?.inspectors ?? null,
    agreement: label ? agreementOf(schema, value, answers) : null,
    posterior,
    policy_revision: label?.policyRevision ?? routing?.policyRevision ?? null,
    schema_revision: label?.schemaRevision ?? routing?.schemaRevision ?? null,
    time_spent_ms: timeOf(answers),
    opinions: answers.map(opinionOf),
    lineage: {
      item_id: item.itemId,
      label_id: label?.id ?? null,
      prediction_id: prediction?.id ?? null,
      routing_id: routing?.id ?? null,
      decision_ids: label?.decisionIds ?? [],
      estimate_id: estimate,
    },
  };
};
