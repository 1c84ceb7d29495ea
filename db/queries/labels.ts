import {
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  isNull,
  lt,
  lte,
  not,
  sql,
  type Placeholder,
  type SQL,
} from 'drizzle-orm';
import type { Arm, LabelSource } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { defineRows } from '../define-rows.ts';
import { withheldFrom, type ItemReader } from './blind.ts';
import { wasInForce } from './labels-at.ts';

/** Which of the labels in force are asked for. A withheld label is of no known source, class, model or time. */
export type LabelFilter = {
  source?: LabelSource | undefined;
  class?: string | undefined;
  model?: string | undefined;
  /** Epoch milliseconds, inclusive and exclusive, of coming into force. */
  from?: number | undefined;
  to?: number | undefined;
  /** A position: those that were in force when the latest label had it, in place of those that are. */
  asOf?: number | undefined;
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

const asked = (name: keyof LabelFilter | keyof SeqRange | keyof ItemReader) => sql.placeholder(name);

/** What was erased since is not told any more, whatever was in force then. */
const isInForceAt = (q: Queryable, at: Placeholder): SQL => {
  const { labels, erasures } = q.tables;
  const isErased = exists(
    q.db
      .select({ one: sql`1` })
      .from(erasures)
      .where(eq(erasures.itemId, labels.itemId)),
  );
  return sql`(${isNull(labels.supersededAt)} or ${wasInForce(q, at)} and not ${isErased})`;
};

const ofModel = (q: Queryable): SQL => {
  const { labels, predictions, modelVersions } = q.tables;
  return exists(
    q.db
      .select({ one: sql`1` })
      .from(modelVersions)
      .innerJoin(predictions, eq(predictions.modelVersionId, modelVersions.id))
      .where(
        and(
          eq(modelVersions.projectId, asked('projectId')),
          eq(modelVersions.model, asked('model')),
          eq(predictions.id, labels.predictionId),
        ),
      ),
  );
};

/** The condition that each filter stands for, its value a placeholder of the same name. */
const conditions: Record<keyof LabelFilter, (q: Queryable) => SQL> = {
  source: ({ tables: { labels } }) => eq(labels.source, asked('source')),
  class: ({ tables: { labels } }) => eq(labels.value, sql.param(asked('class'), labels.value)), // kept as JSON
  from: ({ tables: { labels } }) => gte(labels.decidedAt, asked('from')),
  to: ({ tables: { labels } }) => lt(labels.decidedAt, asked('to')),
  model: ofModel,
  asOf: (q) => isInForceAt(q, asked('asOf')),
};

/** What decides how a question about labels reads, apart from its values: each form is a statement of its own. */
type Form = { filters: (keyof LabelFilter)[]; judged: boolean };

const filterNames = Object.keys(conditions) as (keyof LabelFilter)[]; // its keys

const formOf = ({ judgeId }: ItemReader, filter: LabelFilter): Form => ({
  filters: filterNames.filter((name) => filter[name] !== undefined),
  judged: judgeId !== null,
});

const nameOf = (what: string, { filters, judged }: Form): string =>
  [what, ...(judged ? ['judged'] : []), ...filters].join('.');

const withheld = (q: Queryable, { judged }: Form): SQL<boolean> =>
  withheldFrom(q, judged ? asked('judgeId') : null, q.tables.labels.itemId);

const matching = (q: Queryable, form: Form): SQL | undefined => {
  const { labels } = q.tables;
  return and(
    eq(labels.projectId, asked('projectId')),
    gt(labels.seq, asked('after')),
    lte(labels.seq, asked('through')),
    form.filters.includes('asOf') ? undefined : isNull(labels.supersededAt),
    ...form.filters.map((name) => conditions[name](q)),
    form.judged && form.filters.length > 0 ? not(withheld(q, form)) : undefined,
  );
};

type Asked = ItemReader & LabelFilter & SeqRange;

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
    calibrated: number | null;
    calibrator: number;
    model: string;
    modelValue: string | null;
    agreed: boolean | null;
    arm: Arm | null;
    reviewProbability: number;
    /** Whether the item was accepted automatically and drawn for review. */
    audit: boolean;
    policyRevision: number;
    schemaRevision: number;
    /** Epoch milliseconds. */
    decidedAt: number;
    inspectors: number;
    /** The estimate whose posterior settled it, and how probable that made it; null: it was settled otherwise. */
    estimateId: string | null;
    posterior: number | null;
  } | null;
};

/** The row of the SELECT below, its values in this order as either driver gives them. */
type Raw = readonly [
  seq: number | string,
  labelId: string,
  itemId: string,
  key: string,
  payload: string,
  inputs: string,
  value: string,
  source: LabelSource,
  confidence: number | null,
  model: string,
  modelValue: string | null,
  agreed: number | boolean | null,
  arm: Arm | null,
  reviewProbability: number,
  audit: number | boolean,
  policyRevision: number,
  schemaRevision: number,
  decidedAt: number | string,
  inspectors: number,
  withheld: number | boolean,
  calibrated: number | null,
  calibrator: number,
  estimateId: string | null,
  posterior: number | null,
];

/** The SELECT's columns, in the order of a row's values. */
const columnsOf = (q: Queryable, form: Form): SQL[] => {
  const { labels, items, payloads, predictions, routings, modelVersions } = q.tables;
  return [
    sql`${labels.seq}`,
    sql`${labels.id}`,
    sql`${labels.itemId}`,
    sql`${items.key}`,
    sql`${payloads.payload}`,
    sql`${payloads.inputs}`,
    sql`${labels.value}`,
    sql`${labels.source}`,
    sql`${predictions.confidence}`,
    sql`${modelVersions.model}`,
    sql`${predictions.value}`,
    sql`${labels.agreed}`,
    sql`${routings.arm}`,
    sql`${routings.reviewProbability}`,
    sql`${routings.reasons} like '%"audit"%'`,
    sql`${labels.policyRevision}`,
    sql`${labels.schemaRevision}`,
    sql`${labels.decidedAt}`,
    sql`${labels.inspectors}`,
    withheld(q, form),
    sql`${predictions.calibrated}`,
    sql`${predictions.calibrator}`,
    sql`${labels.estimateId}`,
    sql`${labels.posterior}`,
  ];
};

const exported = (row: Raw): ExportedLabel => {
  const hidden = Boolean(row[19]);
  return {
    seq: Number(row[0]),
    labelId: row[1],
    itemId: row[2],
    key: row[3],
    payload: row[4],
    inputs: row[5],
    withheld: hidden,
    content: hidden
      ? null
      : {
          value: row[6],
          source: row[7],
          confidence: row[8],
          calibrated: row[20],
          calibrator: row[21],
          model: row[9],
          modelValue: row[10],
          agreed: row[11] === null ? null : Boolean(row[11]),
          arm: row[12],
          reviewProbability: row[13],
          audit: Boolean(row[14]),
          policyRevision: row[15],
          schemaRevision: row[16],
          decidedAt: Number(row[17]),
          inspectors: row[18],
          estimateId: row[22],
          posterior: row[23],
        },
  };
};

const inForce = (form: Form) =>
  defineRows<Asked>(nameOf('labels.in_force', form), (q) => {
    const { labels, items, payloads, predictions, routings, modelVersions } = q.tables;
    return q.db
      .select(Object.fromEntries(columnsOf(q, form).map((column, i) => [`c${i}`, column.as(`c${i}`)])))
      .from(labels)
      .innerJoin(items, eq(items.id, labels.itemId))
      .innerJoin(payloads, eq(payloads.itemId, labels.itemId))
      .innerJoin(predictions, eq(predictions.id, labels.predictionId))
      .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
      .innerJoin(routings, eq(routings.id, labels.routingId))
      .where(matching(q, form))
      .orderBy(asc(labels.seq));
  });

/** The labels in force at these positions that match, in their order. */
export const labelsInForce = async (
  q: Queryable,
  reader: ItemReader,
  filter: LabelFilter,
  range: SeqRange,
): Promise<ExportedLabel[]> => {
  const rows = await q.run(inForce(formOf(reader, filter)), { ...reader, ...filter, ...range });
  return rows.map((row) => exported(row as unknown as Raw)); // its columns are those listed above
};

const noLabels: Readonly<Record<LabelSource, number>> = {
  auto: 0,
  human: 0,
  consensus: 0,
  adjudicated: 0,
  posterior: 0,
  imported: 0,
};

const counts = (form: Form) =>
  defineStatement<Asked, { source: LabelSource; all: number; shown: number }[]>(
    nameOf('labels.count', form),
    (q) => {
      const { labels } = q.tables;
      return q.db
        .select({
          source: labels.source,
          all: sql`count(*)`.mapWith(Number),
          shown: sql`count(case when ${withheld(q, form)} then null else 1 end)`.mapWith(Number),
        })
        .from(labels)
        .where(matching(q, form))
        .groupBy(labels.source);
    },
  );

/** How many labels in force at these positions match: all of them, and by source those that are not withheld. */
export const countLabels = async (
  q: Queryable,
  reader: ItemReader,
  filter: LabelFilter,
  range: SeqRange,
): Promise<{ total: number; bySource: Record<LabelSource, number> }> => {
  const rows = await q.run(counts(formOf(reader, filter)), { ...reader, ...filter, ...range });
  const bySource = { ...noLabels };
  let total = 0;
  for (const row of rows) {
    total += row.all;
    bySource[row.source] = row.shown;
  }
  return { total, bySource };
};

const newByPeople = defineStatement<{ projectId: string; after: number }, { n: number }[]>(
  'labels.by_people',
  ({ db, tables: { labels } }) =>
    db
      .select({ n: sql`count(*)`.mapWith(Number) })
      .from(labels)
      .where(
        and(
          eq(labels.projectId, asked('projectId')),
          gt(labels.seq, asked('after')),
          sql`${labels.source} <> 'auto'`,
          sql`${labels.source} <> 'imported'`,
          isNull(labels.supersededAt),
        ),
      ),
);

/** How many of the labels in force people gave, of those after a position. */
export const labelsByPeople = async (q: Queryable, projectId: string, after: number): Promise<number> => {
  const [row] = await q.run(newByPeople, { projectId, after });
  return row?.n ?? 0;
};
