import { compareWithReference, fewestCurrent } from '../../drift/compare.ts';
import { countAll, type BinCounts } from '../../drift/counts.ts';
import type { Guardrail } from './verdict.ts';

/** So improbable by chance that it stays so over all inputs and all looks of a step. */
const surely = 1e-6;

const itemsOf = (counts: Readonly<Record<string, BinCounts>>): number =>
  Math.max(0, ...Object.values(counts).map(countAll));

/**
 * How far the declared inputs of what the candidate decides lie from those of what live decides, in the step: the greatest
 * population stability index of them. Units are drawn by a hash, so that both see the same: a difference is no fault of the
 * model, but the assignment or the service is broken, and nothing else that is compared can be trusted. It fails where that
 * is no chance, and says nothing where no input is declared or live decides nothing.
 */
export const inputDrift: Guardrail = {
  tests: false,
  judge: ({ facts: { inputs }, limit, inShadow }) => {
    const [live, n] = [itemsOf(inputs.live), itemsOf(inputs.candidate)];
    if (inShadow || live === 0) return null;
    const results = compareWithReference(inputs.live, inputs.candidate);
    const value = results.length === 0 ? null : Math.max(...results.map(({ psi }) => psi));
    const missing = Math.max(fewestCurrent - Math.min(live, n), 0);
    const found = { value, n, missing, interval: { low: null, high: null } };
    if (n === 0) return { ...found, verdict: 'no_data' };
    if (value === null) return { ...found, verdict: 'inconclusive' };
    if (value < limit) return { ...found, verdict: 'pass' };
    const isSure = results.some(({ psi, adjusted }) => psi >= limit && adjusted < surely);
    return { ...found, verdict: isSure ? 'fail' : 'inconclusive' };
  },
};
