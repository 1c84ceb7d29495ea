import { labelSources, type LabelSource } from '../words.ts';
import type { Counts } from './manifest.ts';
import type { DatasetRow } from './row.ts';
import { splits, type Split } from './splits.ts';

/** What is counted in rows, so that it can be added up stretch by stretch. */
export type Tally = {
  rows: number;
  unlabelled: number;
  bySplit: Record<Split, number>;
  bySource: Record<LabelSource, number>;
  byClassAndSplit: Record<Split, Counts>;
  byModel: Counts;
  byPolicyRevision: Counts;
  bySchemaRevision: Counts;
  confidence: number[];
  opinions: number;
  /** Rows whose agreement is known, and the sum over them. */
  agreement: { rows: number; sum: number };
  weighted: { rows: number; sum: number };
  audits: number;
};

/** Confidences are counted in so many bins of equal width. */
const bins = 10;

const zeros = <K extends string>(names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>; // a count for each name

/** A tally of no rows. */
export const emptyTally = (): Tally => ({
  rows: 0,
  unlabelled: 0,
  bySplit: zeros(splits),
  bySource: zeros(labelSources),
  byClassAndSplit: { train: {}, validation: {}, test: {} },
  byModel: {},
  byPolicyRevision: {},
  bySchemaRevision: {},
  confidence: Array<number>(bins).fill(0),
  opinions: 0,
  agreement: { rows: 0, sum: 0 },
  weighted: { rows: 0, sum: 0 },
  audits: 0,
});

const countIn = (counts: Counts, name: string | number | null, n = 1): void => {
  if (name !== null) counts[name] = (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0) + n;
};

/** Counts one row, of the classes that its label has. */
export const count = (tally: Tally, row: DatasetRow, classes: readonly string[]): void => {
  tally.rows += 1;
  tally.bySplit[row.split] += 1;
  if (row.source === null) tally.unlabelled += 1;
  else tally.bySource[row.source] += 1;
  for (const name of classes) countIn(tally.byClassAndSplit[row.split], name);
  countIn(tally.byModel, row.model);
  countIn(tally.byPolicyRevision, row.policy_revision);
  countIn(tally.bySchemaRevision, row.schema_revision);
  const bin = row.confidence === null ? -1 : Math.min(Math.floor(row.confidence * bins), bins - 1);
  if (bin >= 0) tally.confidence[bin] = (tally.confidence[bin] ?? 0) + 1;
  tally.opinions += row.opinions.length;
  if (row.agreement !== null) {
    tally.agreement.rows += 1;
    tally.agreement.sum += row.agreement;
  }
  if (row.weight !== null) {
    tally.weighted.rows += 1;
    tally.weighted.sum += row.weight;
  }
  if (row.audit === true) tally.audits += 1;
};

/** What the splits have in common, by class. */
export const byClass = ({ byClassAndSplit }: Pick<Tally, 'byClassAndSplit'>): Counts => {
  const all: Counts = {};
  for (const split of splits)
    for (const [name, n] of Object.entries(byClassAndSplit[split])) countIn(all, name, n);
  return all;
};
