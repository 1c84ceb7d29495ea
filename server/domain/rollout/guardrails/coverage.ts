import { wilson } from '../../statistics/intervals.ts';
import type { Guardrail } from './verdict.ts';

/**
 * Of the items taken in since the step began, the share that the candidate in shadow predicted as well: one that silently gets
 * none has nothing to show. It never rolls back: what is missing is no fault of the model.
 */
export const coverage: Guardrail = {
  tests: false,
  judge: ({ facts: { covered, expected }, limit, inShadow }) => {
    if (!inShadow) return null;
    const value = expected === 0 ? null : Math.min(covered / expected, 1);
    const found = { value, n: expected, missing: 0, interval: wilson(Math.min(covered, expected), expected) };
    if (value === null || covered === 0) return { ...found, verdict: 'no_data' };
    return { ...found, verdict: value >= limit ? 'pass' : 'inconclusive' };
  },
};
