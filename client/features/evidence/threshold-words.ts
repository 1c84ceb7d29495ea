import { plural, t } from '@lingui/core/macro';
import type { Lapse } from '../../../server/domain/certificate.ts';
import type {
  CertificateInForce,
  ThresholdEvidence,
} from '../../../server/features/certificates/contract.ts';
import { plainText } from '../../ui/decimal-text.ts';

/** A share without the decimals that say nothing: 2 %, 0.5 %. */
export const plainPercent = (share: number): string => `${plainText(share * 100, 3)}\u00a0%`;

/** What is missing until a threshold is certified. */
export const neededWords = ({ state, labelsNeeded }: ThresholdEvidence): string => {
  if (state === 'untested') return t`Too few items reach it to be tested`;
  if (labelsNeeded === null) return t`Not in reach: too many were wrong`;
  if (labelsNeeded === 0) return t`Waits for the thresholds above`;
  return plural(labelsNeeded, { one: '# more right label needed', other: '# more right labels needed' });
};

/** What a certificate says. */
export const certificateWords = (
  { value, threshold, model, targetError, targetConfidence }: CertificateInForce['certificate'],
  titleOf: (value: string) => string,
): string => {
  const [error, confidence] = [plainPercent(targetError), plainPercent(targetConfidence)];
  const from = plainText(threshold);
  if (value === null)
    return threshold === 0
      ? t`Of what ${model} answers at most ${error} is wrong, with ${confidence} confidence.`
      : t`Of what ${model} answers with a confidence of ${from} or more at most ${error} is wrong, with ${confidence} confidence.`;
  const title = titleOf(value);
  return threshold === 0
    ? t`Of what ${model} answers with “${title}” at most ${error} is wrong, with ${confidence} confidence.`
    : t`Of what ${model} answers with “${title}” with a confidence of ${from} or more at most ${error} is wrong, with ${confidence} confidence.`;
};

/** Why a certificate says nothing any more. */
export const lapseWords: Record<Lapse, string> = {
  model: t`Another model version decides now.`,
  calibrator: t`Another calibrator is in force.`,
  reference: t`The rules that bring items to people, or the classes, have changed since.`,
  target: 'The project asks for a lower error or more confidence than it says.',
  evidence: t`Labels that changed since, or an alarm of the watch, have taken its evidence away.`,
  alarm: t`Audits since then found more errors than it allows.`,
};
