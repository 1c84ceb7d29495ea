import { judgeRate, type Guardrail } from './verdict.ts';

/** How often the candidate is wrong, of what people judged without seeing its answer. */
export const error: Guardrail = {
  tests: true,
  judge: (of) => (of.inShadow ? null : judgeRate(of.facts.errors, of)),
};
