import { predictionsNeeded, type Guardrail } from './verdict.ts';

/**
 * The 95th percentile of the candidate's latency, in milliseconds, as it reports it; a model that reports none is not held to
 * one. It is no rate of independent outcomes, so that nothing is tested: over the limit once there is enough, it fails.
 */
export const latency: Guardrail = {
  tests: false,
  judge: ({ facts: { timed: n, latency: value }, limit }) => {
    if (value === null) return null;
    const missing = Math.max(predictionsNeeded - n, 0);
    const found = { value, n, missing, interval: { low: null, high: null } };
    if (missing > 0) return { ...found, verdict: 'inconclusive' };
    return { ...found, verdict: value <= limit ? 'pass' : 'fail' };
  },
};
