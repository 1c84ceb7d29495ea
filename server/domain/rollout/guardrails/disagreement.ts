import { wilson } from '../../statistics/intervals.ts';
import { mixtureLogWealth } from '../../statistics/mixture.ts';
import type { Guardrail } from './verdict.ts';

/** Items that it takes to say how often two versions differ. */
const itemsNeeded = 200;

/**
 * How often candidate and live answer differently, whoever is right. It is of all items since the rollout began and needs no
 * labels: where it is surely over the limit something is broken, and nobody need be asked.
 */
export const disagreement: Guardrail = {
  tests: true,
  judge: ({ facts: { differing: k, both: n }, limit, alpha, inShadow }) => {
    if (n === 0 && !inShadow) return null;
    const missing = Math.max(itemsNeeded - n, 0);
    const found = { value: n === 0 ? null : k / n, n, missing, interval: wilson(k, n) };
    if (found.value === null) return { ...found, verdict: 'no_data' };
    if (mixtureLogWealth(k, n, limit) >= -Math.log(alpha)) return { ...found, verdict: 'fail' };
    return { ...found, verdict: missing === 0 && found.value <= limit ? 'pass' : 'inconclusive' };
  },
};
