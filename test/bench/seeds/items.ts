import type { Transaction } from '../../../db/database.ts';
import { newId as makeId } from '../../../db/new-id.ts';
import type { Tables } from '../../../db/schema.ts';
import { dueTimes } from '../../../server/domain/due.ts';
import type { Place } from './place.ts';
import { confidenceOf, itemText, valueOf } from './submission.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferInsert'];

/** The tables of an item, each after those it refers to. */
export const itemTableNames = [
  'items',
  'payloads',
  'predictions',
  'routings',
  'reviews',
  'labels',
  'decisions',
  'involvements',
] as const;

/** Rows by table. */
export type ItemRows = { [T in (typeof itemTableNames)[number]]: Row<T>[] };

/**
 * What has become of the items. `fresh`: nothing yet, as when they were just submitted. `mixed`: half of what people had
 * to review is decided. `open`: all are for people, and none is decided.
 */
export type Shape = 'fresh' | 'mixed' | 'open' | 'pictures';

/**
 * Which items to make: the n-th from `from` on, with labels from this position, when the n-th was submitted, and how ids are
 * made where not as the product does.
 */
export type Stretch = {
  from: number;
  count: number;
  shape: Shape;
  labelSeq: number;
  at: (n: number) => number;
  newId?: () => string;
};

const isDecided = (n: number, shape: Shape): boolean => shape === 'mixed' && n % 2 === 0;

/** How sure the model is: as often enough for the policy as of what is submitted, but spread over all it may be. */
const spread = (n: number): number =>
  confidenceOf(n) > 0.8 ? 0.805 + ((n * 37) % 192) / 1000 : 0.3 + ((n * 53) % 480) / 1000;

/** The rows of one item, as the product would have written them. */
const addItem = (
  rows: ItemRows,
  { projectId, modelVersionId, userIds }: Place,
  n: number,
  s: Stretch,
): void => {
  const { shape, newId = makeId } = s;
  const at = s.at(n);
  const common = { projectId, itemId: newId() };
  const { itemId } = common;
  const predictionId = newId();
  const routingId = newId();
  const revisions = { policyRevision: 1, schemaRevision: 1 };
  const value = valueOf(n);
  const confidence = shape === 'open' ? 0.55 : spread(n);
  const auto = confidence > 0.8;
  const audited = auto && n % 20 === 0;
  const arm = audited || (!auto && n % 50 === 8) ? ('blind' as const) : auto ? null : ('assisted' as const);
  const decided = (audited || !auto) && isDecided(n, shape);
  const source = decided ? ('human' as const) : auto ? ('auto' as const) : null;
  const destination = auto ? ('auto' as const) : ('review' as const);
  rows.items.push({
    id: itemId,
    projectId,
    key: `item-${String(n).padStart(9, '0')}`,
    contentHash: n.toString(16).padStart(64, '0'),
    status: decided ? 'labelled' : auto ? 'accepted' : 'in_review',
    destination,
    modelVersionId,
    modelValue: value,
    confidence,
    labelValue: source && value,
    labelSource: source,
    receivedAt: at,
  });
  rows.payloads.push({
    itemId,
    payload: { text: itemText },
    inputs: { brightness: 0.5, line: 'a' },
    priority: 0,
    occurredAt: null,
  });
  rows.predictions.push({
    id: predictionId,
    itemId,
    modelVersionId,
    value,
    confidence,
    calibrated: null,
    calibrator: 0,
    scores: { scratched: 0.6, intact: 0.4 },
    latencyMs: 12.5,
    receivedAt: at,
  });
  rows.routings.push({
    ...common,
    ...revisions,
    id: routingId,
    predictionId,
    destination,
    reasons: auto ? ['at_or_above_threshold', ...(audited ? (['audit'] as const) : [])] : ['below_threshold'],
    rule: null,
    threshold: 0.8,
    reviewProbability: auto ? 0.05 : 1,
    blindProbability: auto ? 0.05 : 0.1,
    arm,
    priority: 0,
    inspectors: !auto || audited ? 1 : 0,
    epoch: 0,
    createdAt: at,
  });
  const reviewId = newId();
  if (!auto || audited)
    rows.reviews.push({
      ...common,
      id: reviewId,
      routingId,
      purpose: auto ? 'audit' : 'review',
      audience: 'inspector',
      state: decided ? 'done' : 'open',
      arm: arm ?? 'blind',
      lane: '',
      negPriority: 0,
      createdAt: at,
      ...dueTimes(null, at),
      goldGiven: false,
      schemaRevision: decided ? 1 : null,
      holderId: null,
      token: decided ? 1 : 0,
      closedAt: decided ? at + 60_000 : null,
    });
  const decisionId = newId();
  if (source)
    rows.labels.push({
      ...common,
      ...revisions,
      id: newId(),
      seq: s.labelSeq + rows.labels.length,
      value,
      source,
      decisionIds: decided ? [decisionId] : [],
      inspectors: decided ? 1 : 0,
      agreed: true,
      predictionId,
      routingId,
      decidedAt: at,
    });
  if (!decided) return;
  const userId = userIds[n % userIds.length] ?? '';
  rows.decisions.push({
    ...common,
    id: decisionId,
    reviewId,
    userId,
    kind: 'answer',
    value,
    standing: 'standing',
    independent: true,
    timeSpentMs: 4_000,
    arm: arm ?? 'blind',
    suggestionShown: arm === 'assisted',
    schemaRevision: 1,
    agreed: true,
    modelVersionId,
    contentHash: n.toString(16).padStart(64, '0'),
    createdAt: at + 60_000,
  });
  rows.involvements.push({ itemId, userId, kind: 'judged', at: at + 60_000 });
};

/** Makes the rows of a stretch of items. */
export const itemRows = (place: Place, stretch: Stretch): ItemRows => {
  const rows: ItemRows = {
    items: [],
    payloads: [],
    predictions: [],
    routings: [],
    reviews: [],
    labels: [],
    decisions: [],
    involvements: [],
  };
  for (let n = stretch.from; n < stretch.from + stretch.count; n += 1) addItem(rows, place, n, stretch);
  return rows;
};

/** Writes rows of items. */
export const insertItemRows = async (tx: Transaction, rows: ItemRows): Promise<void> => {
  // A table and its rows go together by their name, which the compiler does not follow through a loop.
  for (const name of itemTableNames) await tx.insertMany(tx.tables[name], rows[name] as never);
};
