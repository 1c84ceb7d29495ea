import type { Json } from '../../server/domain/words.ts';
import type { Claimed, Decided, HeldReview } from '../../server/features/reviews/contract.ts';
import type { Desk, Ending, Entry } from '../../client/features/review/desk/desk.ts';
import { reduceDesk, startDesk, type DeskEvent } from '../../client/features/review/desk/reduce.ts';

const uuid = (kind: string, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const reviewId = (n: number) => uuid('a', n);
export const decisionId = (n: number) => uuid('d', n);

/** The n-th review as the server hands it out. */
export const review = (n: number, token = 1): HeldReview => ({
  id: reviewId(n),
  itemId: uuid('b', n),
  key: `item-${n}`,
  purpose: 'review',
  arm: 'assisted',
  token,
  expiresAt: '2026-01-01T00:00:00Z',
  schemaRevision: 1,
  schema: {
    kind: 'choice',
    classes: ['yes', 'no', 'maybe'].map((name) => ({
      name,
      title: name,
      color: '#112233',
      key: name.charAt(0),
      retired: false,
    })),
  },
  payload: { text: `text ${n}` },
  inputs: {},
  priority: 0,
  waitingSince: '2026-01-01T00:00:00Z',
  suggestion: { model: 'm@1', value: 'yes', confidence: 0.5, calibrated: null, scores: null },
  opinions: [],
  escalation: null,
  dueAt: null,
  thread: [],
});

export const claimed = (...ns: number[]): Claimed => ({
  reviews: ns.map((n) => review(n)),
  availability: null,
});

export const decided = (id: string, over: Partial<Decided> = {}): Decided => ({
  decisionId: id,
  standing: 'standing',
  repeated: false,
  reviews: [],
  availability: null,
  ...over,
});

export const says = (value: string): Ending => ({ kind: 'answer', value, suggestionShown: true });

/** A desk after some events. */
export const deskAfter = (...events: DeskEvent[]): Desk => after(startDesk(), ...events);
export const after = (desk: Desk, ...events: DeskEvent[]): Desk => events.reduce(reduceDesk, desk);

export const claims = (...ns: number[]): DeskEvent => ({ type: 'claimed', reply: claimed(...ns) });
export const ends = (n: number, ending: Ending = says('yes')): DeskEvent => ({
  type: 'ended',
  id: decisionId(n),
  ending,
  timeSpentMs: 100,
});
export const changes = (n: number, value: string): DeskEvent => ({
  type: 'changed',
  id: decisionId(n),
  value,
  timeSpentMs: 100,
});
export const sends = (n: number): DeskEvent => ({ type: 'sending', id: decisionId(n) });
export const delivers = (n: number, over: Partial<Decided> = {}): DeskEvent => ({
  type: 'ending_delivered',
  id: decisionId(n),
  reply: decided(decisionId(n), over),
});
export const refuses = (
  n: number,
  code: 'review_closed' | 'lease_lost' | 'conflict' = 'review_closed',
): DeskEvent => ({
  type: 'refused',
  id: decisionId(n),
  refusal: { code, message: 'no', requestId: null },
});

/** A value as it stands in the short forms of these tests. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What waits to be sent, in short. */
export const waiting = (entries: readonly Entry[]): string[] =>
  entries.map((e) => {
    if (e.is === 'comment') return `${e.review.key} “${e.text}”`;
    if (e.is === 'change') return `${e.review.key} -> ${textOf(e.value)}`;
    return `${e.review.key} ${e.ending.kind === 'answer' ? textOf(e.ending.value) : e.ending.kind}`;
  });
