import { judgeCounts, type Guardrail } from './verdict.ts';

/** How often the candidate gives no answer. */
export const abstentions: Guardrail = {
  tests: true,
  judge: (of) => judgeCounts(of.facts.abstained, of.facts.predicted, of),
};
