import type { GuardrailName } from '../../../server/domain/rollout/guardrails/names.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

/** What a guardrail looks at: a share, or a latency in milliseconds. */
export const valueText = (guardrail: GuardrailName, value: number): string =>
  guardrail === 'latency' ? `${countText(Math.round(value))} ms` : percentText(value);
