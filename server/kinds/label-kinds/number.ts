import { z } from 'zod';
import type { LabelKind } from '../label-kind.ts';
import { told } from '../../domain/told.ts';

export const numberSchema = z.strictObject({
  kind: z.literal('number'),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  step: z.number().positive().nullable().default(null),
  unit: z.string().trim().max(20).default(''),
  tolerance: z.number().min(0).default(0),
});

/** What a quotient of decimal fractions may be off by. */
const slack = 1e-6;

const isOnStep = (value: number, from: number, step: number): boolean => {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) <= slack;
};

/** A measured number. Compared by the absolute error, as a share of the range, or of both numbers where there is none. */
export const number: LabelKind<'number'> = {
  name: 'number',
  fits: 'all',
  readsItem: false,
  faults({ min, max, tolerance }) {
    if (min === null || max === null) return [];
    if (min >= max) return [{ path: ['max'], ...told`must be above the least number` }];
    return tolerance < max - min ? [] : [{ path: ['tolerance'], ...told`must be less than the range` }];
  },
  check({ min, max, step }, value, purpose) {
    if (value === null && purpose === 'prediction') return null;
    if (typeof value !== 'number' || !Number.isFinite(value)) return told`must be a number`;
    if (min !== null && value < min) return told`must be at least ${min}`;
    if (max !== null && value > max) return told`must be at most ${max}`;
    // Models measure finer than people read.
    if (step !== null && purpose === 'decision' && !isOnStep(value, min ?? 0, step))
      return min === null ? told`must be in steps of ${step}` : told`must be in steps of ${step} from ${min}`;
    return null;
  },
  compare({ min, max, tolerance }, a, b) {
    const [first, second] = [Number(a), Number(b)];
    const error = Math.abs(first - second);
    if (error <= tolerance * (1 + slack)) return 1;
    const range = min !== null && max !== null ? max - min : Math.abs(first) + Math.abs(second);
    return Math.max(0, 1 - error / range);
  },
  agreesFrom() {
    return 1;
  },
  columns() {
    return [];
  },
};
