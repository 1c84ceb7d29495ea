import { describe, expect, test } from 'vitest';
import { claimIsDue, isWithLead } from '../../client/features/review/desk/desk.ts';
import { entryFrom } from '../../client/features/review/desk/stored-entry.ts';
import {
  after,
  claims,
  decided,
  decisionId,
  deskAfter,
  ends,
  refuses,
  review,
  waiting,
} from './review-desk-cases.ts';

const asks = ends(1, { kind: 'question', text: 'Which class is this?' });

describe('a question', () => {
  const asked = deskAfter(claims(1, 2), { type: 'noted', on: 'ask', note: 'Which class is this?' }, asks);

  test('brings the next item, waits to be sent, and is no decision to look back at', () => {
    expect(asked.hand?.review.id).toBe(review(2).id);
    expect(waiting(asked.outbox)).toEqual(['item-1 question']);
    expect(asked.past).toEqual([]);
    expect(entryFrom(JSON.parse(JSON.stringify(asked.outbox[0])))).toEqual(asked.outbox[0]);
  });

  test('leaves what was begun of the answer for when the item comes back, before all others', () => {
    const begun = deskAfter(
      claims(1, 2, 3),
      { type: 'drafted', reviewId: review(1).id, value: ['yes'] },
      { type: 'noted', on: 'ask', note: 'Which?' },
      asks,
      { type: 'ending_delivered', id: decisionId(1), reply: decided(decisionId(1)) },
    );
    expect(begun.drafts[review(1).id]).toMatchObject({ answer: ['yes'], ask: '' });
    expect(claimIsDue(after(begun, { type: 'opened' }))).toBe(true);
    const line = { id: decisionId(9), author: 'Lea', text: 'the first', at: '2026-01-01T00:00:00Z' };
    const answered = { ...review(1), thread: [{ ...line, kind: 'answer' as const }] };
    const back = after(begun, { type: 'claimed', reply: { reviews: [answered], availability: null } });
    expect(back.hand?.review.id).toBe(review(2).id);
    expect(back.ahead.map((held) => held.review.id)).toEqual([review(1).id, review(3).id]);
    expect(back.ahead[0]?.draft).toEqual(['yes']);
  });

  test('comes back with its words where the server refuses it', () => {
    const back = after(asked, refuses(1, 'lease_lost'));
    expect(back.ahead[0]?.returned?.ending).toEqual({ kind: 'question', text: 'Which class is this?' });
    expect(back.drafts[review(1).id]?.ask).toBe('Which class is this?');
  });

  test('is not asked about what is with the leads already', () => {
    const held = { review: review(1) };
    expect(isWithLead(held)).toBe(false);
    expect(isWithLead({ review: { ...held.review, escalation: { inspector: 'Ada', note: '' } } })).toBe(true);
  });
});

describe('a comment', () => {
  const commented = deskAfter(
    claims(1, 2),
    { type: 'noted', on: 'ask', note: 'dust' },
    { type: 'commented', id: decisionId(1), text: 'dust' },
  );

  test('waits to be sent, while the item stays in hand', () => {
    expect(commented.hand?.review.id).toBe(review(1).id);
    expect(waiting(commented.outbox)).toEqual(['item-1 “dust”']);
    expect(commented.drafts[review(1).id]).toBeUndefined();
    expect(entryFrom(JSON.parse(JSON.stringify(commented.outbox[0])))).toEqual(commented.outbox[0]);
    const sent = after(commented, { type: 'comment_delivered', id: decisionId(1) });
    expect(sent.outbox).toEqual([]);
  });

  test('of an earlier visit does not take its item off the desk', () => {
    const desk = after(deskAfter(claims(1)), { type: 'outbox_loaded', entries: commented.outbox });
    expect(desk.hand?.review.id).toBe(review(1).id);
  });

  test('leaves its words where they were written where the server refuses it', () => {
    const back = after(commented, refuses(1, 'conflict'));
    expect(back.drafts[review(1).id]?.ask).toBe('dust');
    expect(back.notices).toMatchObject([{ what: 'comment_refused', review: { id: review(1).id } }]);
  });
});
