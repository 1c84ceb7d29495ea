import type { Lapse } from '../../../server/domain/certificate.ts';
import type {
  CertificateInForce,
  ThresholdEvidence,
} from '../../../server/features/certificates/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

/** A share without the decimals that say nothing: 2 %, 0.5 %. */
export const plainPercent = (share: number): string => percentText(share, 3).replace(/\.?0+(?=\u00a0)/, '');

/** What is missing until a threshold is certified. */
export const neededWords = ({ state, labelsNeeded }: ThresholdEvidence): string => {
  if (state === 'untested') return 'Too few items reach it to be tested';
  if (labelsNeeded === null) return 'Not in reach: too many were wrong';
  if (labelsNeeded === 0) return 'Waits for the thresholds above';
  return `${countText(labelsNeeded)} more right ${labelsNeeded === 1 ? 'label' : 'labels'} needed`;
};

/** What a certificate says. */
export const certificateWords = (
  { value, threshold, model, targetError, targetConfidence }: CertificateInForce['certificate'],
  titleOf: (value: string) => string,
): string =>
  `Of what ${model} answers ${value === null ? '' : `with “${titleOf(value)}” `}` +
  `${threshold === 0 ? '' : `with a confidence of ${threshold} or more `}` +
  `at most ${plainPercent(targetError)} is wrong, with ${plainPercent(targetConfidence)} confidence.`;

/** Why a certificate says nothing any more. */
export const lapseWords: Record<Lapse, string> = {
  model: 'Another model version decides now.',
  calibrator: 'Another calibrator is in force.',
  reference: 'The rules that bring items to people, or the classes, have changed since.',
  target: 'The project asks for a lower error or more confidence than it says.',
  evidence: 'Labels that changed since, or an alarm of the watch, have taken its evidence away.',
  alarm: 'Audits since then found more errors than it allows.',
};
