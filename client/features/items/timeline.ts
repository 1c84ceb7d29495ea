import type { ReplyOf } from '../../../server/contract/route.ts';
import type { itemsContract } from '../../../server/features/items/contract.ts';

/** Everything known about an item. */
export type ItemDetail = ReplyOf<typeof itemsContract.get>;

/** One event in an item's life. */
export type ItemEvent = { id: string; at: string } & (
  | { kind: 'submitted' }
  | { kind: 'prediction'; prediction: ItemDetail['predictions'][number] }
  | { kind: 'routing'; routing: ItemDetail['routings'][number] }
  | { kind: 'review'; review: ItemDetail['reviews'][number]; number: number }
  | { kind: 'decision'; decision: ItemDetail['decisions'][number]; review: number | null }
  | { kind: 'cancelled'; review: ItemDetail['reviews'][number]; number: number }
  | { kind: 'label'; label: ItemDetail['labels'][number] }
);

/** What comes first of what happened in the same millisecond: causes before what they cause. */
const rank = (event: ItemEvent): number => {
  switch (event.kind) {
    case 'submitted':
      return 0;
    case 'prediction':
      return 1;
    case 'routing':
      return 2;
    case 'review':
      return event.review.purpose === 'adjudication' || event.review.purpose === 'recheck' ? 6 : 3;
    case 'decision':
      return 4;
    case 'label':
      return 5;
    case 'cancelled':
      return 7;
  }
};

/** An item's lineage as one line of events, oldest first; reviews are numbered in the order they were opened. */
export const timelineOf = (item: ItemDetail): ItemEvent[] => {
  const reviews = item.reviews.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  const numbers = new Map(reviews.map((review, i) => [review.id, i + 1]));
  const events: ItemEvent[] = [
    { kind: 'submitted', id: item.id, at: item.receivedAt },
    ...item.predictions.map((p) => ({
      kind: 'prediction' as const,
      id: p.id,
      at: p.receivedAt,
      prediction: p,
    })),
    ...item.routings.map((r) => ({ kind: 'routing' as const, id: r.id, at: r.createdAt, routing: r })),
    ...reviews.map((review, i) => ({
      kind: 'review' as const,
      id: review.id,
      at: review.createdAt,
      review,
      number: i + 1,
    })),
    ...reviews.flatMap((review, i) =>
      review.state === 'cancelled' && review.closedAt !== null
        ? [{ kind: 'cancelled' as const, id: `${review.id}-end`, at: review.closedAt, review, number: i + 1 }]
        : [],
    ),
    ...item.decisions.map((decision) => ({
      kind: 'decision' as const,
      id: decision.id,
      at: decision.createdAt,
      decision,
      review: numbers.get(decision.reviewId) ?? null,
    })),
    ...item.labels.map((label) => ({ kind: 'label' as const, id: label.id, at: label.decidedAt, label })),
  ];
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
};

/** Whether somebody is yet to judge the item: it waits, is held, or waits for words; gold is no such judgement. */
export const isToBeJudged = ({ withheld, reviews }: ItemDetail): boolean =>
  withheld ||
  reviews.some(({ state, purpose }) => purpose !== 'gold' && state !== 'done' && state !== 'cancelled');
