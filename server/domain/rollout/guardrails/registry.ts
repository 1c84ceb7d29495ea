import { abstentions } from './abstentions.ts';
import { coverage } from './coverage.ts';
import { disagreement } from './disagreement.ts';
import { error } from './error.ts';
import { guardrailNames, type GuardrailName } from './names.ts';
import { inputDrift } from './input-drift.ts';
import { latency } from './latency.ts';
import { override } from './override.ts';
import type { Guardrail, GuardrailCase, Verdict } from './verdict.ts';
import { worseThanLive } from './worse-than-live.ts';
import type { RolloutSettings } from '../settings.ts';

/** Every guardrail by its name. */
const guardrails: Record<GuardrailName, Guardrail> = {
  error,
  worse_than_live: worseThanLive,
  override,
  disagreement,
  abstentions,
  latency,
  coverage,
  input_drift: inputDrift,
};

/** What a rollout's guardrails say; those that test share its alpha, so that together they err no more often. */
export const verdictsOf = (
  { limits, alpha, leastLabels }: RolloutSettings,
  of: Pick<GuardrailCase, 'facts' | 'since' | 'inShadow'>,
): Verdict[] => {
  const used = guardrailNames.flatMap((guardrail) => {
    const limit = limits[guardrail];
    return limit === undefined ? [] : [{ guardrail, limit }];
  });
  const testing = used.filter(({ guardrail }) => guardrails[guardrail].tests).length;
  return used.flatMap(({ guardrail, limit }) => {
    const found = guardrails[guardrail].judge({ ...of, limit, leastLabels, alpha: alpha / testing });
    return found ? [{ guardrail, limit, ...found }] : [];
  });
};
