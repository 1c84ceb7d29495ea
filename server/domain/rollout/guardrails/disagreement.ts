import { judgeCounts, type Guardrail } from './verdict.ts';

/** How often candidate and live answer differently, whoever is right. */
export const disagreement: Guardrail = {
  tests: true,
  judge: (of) =>
    of.facts.both === 0 && !of.inShadow ? null : judgeCounts(of.facts.differing, of.facts.both, of),
};
