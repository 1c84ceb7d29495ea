import { and, eq, exists, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import type { Arm, Json } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import type { Tables } from '../schema.ts';
import { withheldFrom, type ItemReader } from './blind.ts';
import type { LabelInForce, Lineage } from './item-history.ts';

/**
 * What those are shown of gold items who are given them: before they judge one, what is shown of any that waits, be it
 * withheld or in their hands with the suggestion in sight; after it, what is shown of one whose label is their answer.
 */
type Disguised = ItemReader & { judgeId: string; isGivenGold: true };

export const isGivenGold = (reader: ItemReader): reader is Disguised =>
  reader.judgeId !== null && reader.isGivenGold === true;

/** Reviews of gold items with the suggestion in sight that the reader holds, or has ended. */
const seenAssisted = (q: Queryable, { judgeId }: Disguised, of: SQL) => {
  const { reviews: r, decisions: d } = q.tables;
  const ended = q.db
    .select({ one: sql`1` })
    .from(d)
    .where(and(eq(d.reviewId, r.id), eq(d.userId, judgeId)));
  return q.db
    .select({ itemId: r.itemId })
    .from(r)
    .where(and(of, eq(r.purpose, 'gold'), eq(r.arm, 'assisted'), or(eq(r.holderId, judgeId), exists(ended))));
};

/** The blind rule, by which a gold item waits for everybody who has neither judged nor seen it. */
export const hiddenFrom = (q: Queryable, reader: ItemReader): SQL<boolean> => {
  const withheld = withheldFrom(q, reader.judgeId);
  if (!isGivenGold(reader)) return withheld;
  const { items, goldItems, involvements } = q.tables;
  const isGold = exists(
    q.db
      .select({ one: sql`1` })
      .from(goldItems)
      .where(eq(goldItems.itemId, items.id)),
  );
  const knowing = exists(
    q.db
      .select({ one: sql`1` })
      .from(involvements)
      .where(
        and(
          eq(involvements.itemId, items.id),
          eq(involvements.userId, reader.judgeId),
          inArray(involvements.kind, ['judged', 'saw']),
        ),
      ),
  );
  const assisted = exists(seenAssisted(q, reader, eq(q.tables.reviews.itemId, items.id)));
  return sql<boolean>`(${withheld} or (${isGold} and ${not(knowing)} and ${not(assisted)}))`.mapWith(Boolean);
};

/** The condition on an item that the reader answered it as gold, and so (where a value is told); never true of others. */
export const answeredAsGold = (q: Queryable, reader: ItemReader, value?: Json): SQL => {
  if (!isGivenGold(reader)) return sql`false`;
  const { items, goldAnswers: a } = q.tables;
  const own = and(eq(a.itemId, items.id), eq(a.userId, reader.judgeId));
  return exists(
    q.db
      .select({ one: sql`1` })
      .from(a)
      .where(value === undefined ? own : and(own, eq(a.value, value))),
  );
};

type OwnAnswer = Tables['goldAnswers']['$inferSelect'];

/** What the reader answered to gold items among these, by item; null: they are yet to answer, the suggestion in sight. */
export const ownGold = async (
  q: Queryable,
  reader: ItemReader,
  itemIds: string[],
): Promise<Map<string, OwnAnswer | null>> => {
  if (!isGivenGold(reader) || itemIds.length === 0) return new Map();
  const { goldAnswers: a, reviews } = q.tables;
  const atHand = await seenAssisted(q, reader, inArray(reviews.itemId, itemIds));
  const answered = await q.db
    .select()
    .from(a)
    .where(and(eq(a.userId, reader.judgeId), inArray(a.itemId, itemIds)));
  return new Map([
    ...atHand.map(({ itemId }) => [itemId, null] as const),
    ...answered.map((row) => [row.itemId, row] as const),
  ]);
};

/** The label that a reader's own answer would have made. */
export const labelOfAnswer = (answer: OwnAnswer, seq: number): LabelInForce & { source: 'human' } => ({
  id: answer.decisionId,
  seq,
  value: answer.value,
  source: 'human',
  decidedAt: answer.answeredAt,
});

/** An item's history without what gold items add to it. */
const withoutGold = (lineage: Lineage): Lineage => {
  const gold = new Set(lineage.reviews.filter(({ purpose }) => purpose === 'gold').map(({ id }) => id));
  return {
    ...lineage,
    reviews: lineage.reviews.filter(({ id }) => !gold.has(id)),
    decisions: lineage.decisions.filter(({ reviewId }) => !gold.has(reviewId)),
  };
};

/** What would have brought an item to people that its routing has accepted: an audit, which is blind, or a rule. */
const routingShown = (routing: Lineage['routings'][number], arm: Arm): Lineage['routings'][number] => {
  if (routing.destination === 'review')
    // That it came with its label would tell that its answer is known.
    return routing.reasons.includes('imported')
      ? { ...routing, arm, reasons: ['rule'] }
      : { ...routing, arm };
  return arm === 'blind'
    ? { ...routing, arm, reasons: [...new Set([...routing.reasons, 'audit' as const])] }
    : { ...routing, arm, destination: 'review', reasons: ['rule'] };
};

/** The label that the reader's answer makes of those that there are. */
const labelsShown = ([first]: Lineage['labels'], answer: OwnAnswer | null): Lineage['labels'] =>
  first && answer
    ? [
        {
          ...first,
          ...labelOfAnswer(answer, first.seq),
          decisionIds: [answer.decisionId],
          estimateId: null,
          posterior: null,
          estimatedAt: null,
          supersededAt: null,
        },
      ]
    : [];

/**
 * An item's history as those are told it who are given gold items. Of one that is gold to the reader (`own`, as `ownGold`
 * has it; undefined: it is not) their own work is all there is.
 */
export const disguisedLineage = (
  lineage: Lineage,
  { judgeId }: Disguised,
  own: OwnAnswer | null | undefined,
): Lineage => {
  if (own === undefined) return withoutGold(lineage);
  const gold = lineage.reviews.filter(({ purpose }) => purpose === 'gold');
  const goldIds = new Set(gold.map(({ id }) => id));
  const decisions = lineage.decisions.filter((d) => d.userId === judgeId && goldIds.has(d.reviewId));
  const theirs = gold.filter(
    ({ id, holderId }) => holderId === judgeId || decisions.some((d) => d.reviewId === id),
  );
  const routings = lineage.routings.map((routing) => routingShown(routing, theirs[0]?.arm ?? 'blind'));
  const purpose = routings.some(({ destination }) => destination === 'auto') ? 'audit' : 'review';
  return {
    ...lineage,
    routings,
    reviews: theirs.map((review) => ({ ...review, purpose })),
    decisions: decisions.map((d) => ({ ...d, standing: d.standing === 'gold' ? 'standing' : d.standing })),
    labels: labelsShown(lineage.labels, own),
    posterior: null,
  };
};
