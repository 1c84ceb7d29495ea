import { expect, test } from 'vitest';
import { leaseInHand, leasesToRelease, leasesToRenew } from '../../client/features/review/desk/leases.ts';
import { claims, deskAfter, ends, refuses, reviewId } from './review-desk-cases.ts';

const ids = (leases: { reviewId: string }[]) => leases.map((lease) => lease.reviewId);
const lost = (n: number) => ({
  type: 'renewed' as const,
  renewals: [{ reviewId: reviewId(n), expiresAt: null }],
});

test('what lies on the desk and what waits to be sent is kept held; what was lost is not', () => {
  const desk = deskAfter(claims(1, 2, 3, 4), ends(1), lost(2));
  expect(ids(leasesToRenew(desk))).toEqual([3, 4, 1].map(reviewId));
});

test('on leaving, what was not begun is given back: neither the item in hand nor what came back', () => {
  const desk = deskAfter(claims(1, 2, 3, 4), ends(1), refuses(1));
  expect(ids(leasesToRelease(desk))).toEqual([3, 4].map(reviewId));
});

test('an item is given back when it is set aside, unless its hold has ended', () => {
  expect(ids(leaseInHand(deskAfter(claims(1, 2))))).toEqual([reviewId(1)]);
  expect(leaseInHand(deskAfter(claims(1, 2), lost(1)))).toEqual([]);
});
