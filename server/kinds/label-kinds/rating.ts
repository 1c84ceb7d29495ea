import { z } from 'zod';
import type { LabelKind } from '../label-kind.ts';
import { told } from '../../domain/told.ts';

const end = z.string().trim().max(100).default('');

export const ratingSchema = z.strictObject({
  kind: z.literal('rating'),
  points: z.number().int().min(2).max(10),
  low: end,
  high: end,
  tolerance: z.number().int().min(0).max(8).default(0),
});

/** So many of n points; the answer is a whole number from 1 on. Compared by the distance, as a share of the whole. */
export const rating: LabelKind<'rating'> = {
  name: 'rating',
  fits: 'all',
  readsItem: false,
  faults(next, previous) {
    const faults = [];
    if (previous !== null && next.points !== previous.points)
      faults.push({ path: ['points'], ...told`must stay ${previous.points}: labels were given by them` });
    if (next.tolerance >= next.points - 1)
      faults.push({ path: ['tolerance'], ...told`would let all ratings agree` });
    return faults;
  },
  check({ points }, value, purpose) {
    if (value === null && purpose === 'prediction') return null;
    return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= points
      ? null
      : told`must be a whole number from 1 to ${points}`;
  },
  compare({ points, tolerance }, a, b) {
    const distance = Math.abs(Number(a) - Number(b));
    return distance <= tolerance ? 1 : 1 - distance / (points - 1);
  },
  agreesFrom() {
    return 1;
  },
  columns() {
    return [];
  },
};
