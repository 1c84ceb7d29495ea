import { and, asc, eq, exists, gt, gte, isNull, lt, lte, not, sql, type SQL } from 'drizzle-orm';
import type { LabelSource } from '../../server/domain/words.ts';
import type { Queryable, Transaction } from '../database.ts';
import { selectRows } from '../select-rows.ts';
import { withheldFrom, type ItemReader } from './blind.ts';

/** Which of the labels in force are asked for. A withheld label is of no known source, class, model or time. */
export type LabelFilter = {
  source?: LabelSource | undefined;
  class?: string | undefined;
  model?: string | undefined;
  /** Epoch milliseconds, inclusive and exclusive, of coming into force. */
  from?: number | undefined;
  to?: number | undefined;
};

/** Positions in the order of a project's labels: after one, and up to another. */
export type SeqRange = { after: number; through: number };

/** The position of the project's latest label. */
export const labelWatermark = async (q: Queryable, projectId: string): Promise<number> => {
  const { projectSequences } = q.tables;
  const [row] = await q.db
    .select({ seq: projectSequences.labelSeq })
    .from(projectSequences)
    .where(eq(projectSequences.projectId, projectId));
  return row?.seq ?? 0;
};

/**
 * Notes that all labels there are leave the house, so that changing one of them is an amendment; answers the position of
 * the latest.
 */
export const markExported = async (tx: Transaction, projectId: string): Promise<number> => {
  const { projectSequences } = tx.tables;
  const [row] = await tx.db
    .update(projectSequences)
    .set({ exportedThrough: sql`${projectSequences.labelSeq}` })
    .where(eq(projectSequences.projectId, projectId))
    .returning({ seq: projectSequences.labelSeq });
  return row?.seq ?? 0;
};

const ofModel = (q: Queryable, projectId: string, model: string): SQL => {
  const { labels, predictions, modelVersions } = q.tables;
  return exists(
    q.db
      .select({ one: sql`1` })
      .from(modelVersions)
      .innerJoin(predictions, eq(predictions.modelVersionId, modelVersions.id))
      .where(
        and(
          eq(modelVersions.projectId, projectId),
          eq(modelVersions.model, model),
          eq(predictions.id, labels.predictionId),
        ),
      ),
  );
};

const matching = (
  q: Queryable,
  { projectId, judgeId }: ItemReader,
  f: LabelFilter,
  range: SeqRange,
): SQL | undefined => {
  const { labels } = q.tables;
  const filters = [
    f.source && eq(labels.source, f.source),
    f.class === undefined ? undefined : eq(labels.value, f.class),
    f.from === undefined ? undefined : gte(labels.decidedAt, f.from),
    f.to === undefined ? undefined : lt(labels.decidedAt, f.to),
    f.model === undefined ? undefined : ofModel(q, projectId, f.model),
  ].filter((condition) => condition !== undefined);
  return and(
    eq(labels.projectId, projectId),
    gt(labels.seq, range.after),
    lte(labels.seq, range.through),
    isNull(labels.supersededAt),
    ...filters,
    filters.length > 0 && judgeId !== null ? not(withheldFrom(q, judgeId, labels.itemId)) : undefined,
  );
};

/** A label as datasets carry it. JSON is kept as the text it is stored as; what is withheld is null. */
export type ExportedLabel = {
  seq: number;
  labelId: string;
  itemId: string;
  key: string;
  payload: string;
  inputs: string;
  withheld: boolean;
  /** Null where the label is withheld. */
  content: {
    value: string;
    source: LabelSource;
    confidence: number | null;
    model: string;
    modelValue: string | null;
    agreed: boolean | null;
    arm: string | null;
    reviewProbability: number;
    /** Whether the item was accepted automatically and drawn for review. */
    audit: boolean;
    policyRevision: number;
    schemaRevision: number;
    /** Epoch milliseconds. */
    decidedAt: number;
    inspectors: number;
  } | null;
};

/** The row of the SELECT below, as either driver gives it. */
type Raw = {
  seq: number | string;
  labelId: string;
  itemId: string;
  key: string;
  payload: string;
  inputs: string;
  value: string;
  source: LabelSource;
  confidence: number | null;
  model: string;
  modelValue: string | null;
  agreed: number | boolean | null;
  arm: string | null;
  reviewProbability: number;
  audit: number | boolean;
  policyRevision: number;
  schemaRevision: number;
  decidedAt: number | string;
  inspectors: number;
  withheld: number | boolean;
};

const exported = (row: Raw): ExportedLabel => {
  const { labelId, itemId, key, payload, inputs } = row;
  const withheld = Boolean(row.withheld);
  const content = {
    value: row.value,
    source: row.source,
    confidence: row.confidence,
    model: row.model,
    modelValue: row.modelValue,
    agreed: row.agreed === null ? null : Boolean(row.agreed),
    arm: row.arm,
    reviewProbability: row.reviewProbability,
    audit: Boolean(row.audit),
    policyRevision: row.policyRevision,
    schemaRevision: row.schemaRevision,
    decidedAt: Number(row.decidedAt),
    inspectors: row.inspectors,
  };
  return {
    seq: Number(row.seq),
    labelId,
    itemId,
    key,
    payload,
    inputs,
    withheld,
    content: withheld ? null : content,
  };
};

/** The labels in force at these positions that match, in their order. */
export const labelsInForce = async (
  q: Queryable,
  reader: ItemReader,
  filter: LabelFilter,
  range: SeqRange,
): Promise<ExportedLabel[]> => {
  const { labels, items, payloads, predictions, routings, modelVersions } = q.tables;
  const columns: Record<keyof Raw, SQL> = {
    seq: sql`${labels.seq}`,
    labelId: sql`${labels.id}`,
    itemId: sql`${labels.itemId}`,
    key: sql`${items.key}`,
    payload: sql`${payloads.payload}`,
    inputs: sql`${payloads.inputs}`,
    value: sql`${labels.value}`,
    source: sql`${labels.source}`,
    confidence: sql`${predictions.confidence}`,
    model: sql`${modelVersions.model}`,
    modelValue: sql`${predictions.value}`,
    agreed: sql`${labels.agreed}`,
    arm: sql`${routings.arm}`,
    reviewProbability: sql`${routings.reviewProbability}`,
    audit: sql`${routings.reasons} like '%"audit"%'`,
    policyRevision: sql`${labels.policyRevision}`,
    schemaRevision: sql`${labels.schemaRevision}`,
    decidedAt: sql`${labels.decidedAt}`,
    inspectors: sql`${labels.inspectors}`,
    withheld: withheldFrom(q, reader.judgeId, labels.itemId),
  };
  const query = q.db
    .select(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.as(name)])))
    .from(labels)
    .innerJoin(items, eq(items.id, labels.itemId))
    .innerJoin(payloads, eq(payloads.itemId, labels.itemId))
    .innerJoin(predictions, eq(predictions.id, labels.predictionId))
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .innerJoin(routings, eq(routings.id, labels.routingId))
    .where(matching(q, reader, filter, range))
    .orderBy(asc(labels.seq))
    .getSQL();
  const rows = await selectRows(q, query);
  return rows.map((row) => exported(row as Raw)); // its columns are those named above
};

const noLabels: Readonly<Record<LabelSource, number>> = { auto: 0, human: 0, consensus: 0, adjudicated: 0 };

/** How many labels in force at these positions match: all of them, and by source those that are not withheld. */
export const countLabels = async (
  q: Queryable,
  reader: ItemReader,
  filter: LabelFilter,
  range: SeqRange,
): Promise<{ total: number; bySource: Record<LabelSource, number> }> => {
  const { labels } = q.tables;
  const withheld = withheldFrom(q, reader.judgeId, labels.itemId);
  const rows = await q.db
    .select({
      source: labels.source,
      all: sql`count(*)`.mapWith(Number),
      shown: sql`count(case when ${withheld} then null else 1 end)`.mapWith(Number),
    })
    .from(labels)
    .where(matching(q, reader, filter, range))
    .groupBy(labels.source);
  const bySource = { ...noLabels };
  let total = 0;
  for (const row of rows) {
    total += row.all;
    bySource[row.source] = row.shown;
  }
  return { total, bySource };
};
