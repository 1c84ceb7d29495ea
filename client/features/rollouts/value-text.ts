import { t } from '@lingui/core/macro';
import {
  limitUnits,
  type GuardrailName,
  type LimitUnit,
} from '../../../server/domain/rollout/guardrails/names.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { decimalText } from '../../ui/decimal-text.ts';

/** What a guardrail looks at, in its unit. */
export const valueText = (guardrail: GuardrailName, value: number): string => {
  const texts: Record<LimitUnit, string> = {
    share: percentText(value),
    milliseconds: t`${countText(Math.round(value))} ms`,
    index: t`PSI ${decimalText(value, 2)}`,
  };
  return texts[limitUnits[guardrail]];
};
