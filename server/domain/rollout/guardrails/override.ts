import { judgeRate, type Guardrail } from './verdict.ts';

/** How often people decide otherwise with the candidate's answer in sight; a project that shows none has nothing to judge. */
export const override: Guardrail = {
  tests: true,
  judge: (of) =>
    of.inShadow || of.facts.overrides.length === 0
      ? null
      : judgeRate(of.facts.overrides, { ...of, leastLabels: 0 }),
};
