import type { FittedCalibrator } from '../../../db/queries/calibrators.ts';
import type { CalibratorKind } from '../../domain/calibrators.ts';
import { calibrate, type Calibrator } from '../../domain/statistics/calibrator.ts';
import type { CalibratorReply } from './contract.ts';

/** Where the curve of a temperature is told. */
const steps = 20;

const curveOf = (fitted: Calibrator): CalibratorReply['curve'] => {
  const at =
    fitted.kind === 'isotonic' ? fitted.confidences : Array.from({ length: steps + 1 }, (_, i) => i / steps);
  return at.map((confidence) => ({ confidence, probability: calibrate(fitted, confidence) }));
};

const kindOf = ({ kind }: Calibrator): CalibratorKind => {
  if (kind === 'none') throw new Error('a calibrator that was fitted does something');
  return kind;
};

/** A calibrator as replies tell it. */
export const tellCalibrator = ({
  revision,
  fitted,
  fit,
  actor,
  createdAt,
}: FittedCalibrator): CalibratorReply => ({
  revision,
  kind: kindOf(fitted),
  curve: curveOf(fitted),
  temperature: fitted.kind === 'temperature' ? fitted.temperature : null,
  ...fit,
  author: actor,
  createdAt: new Date(createdAt).toISOString(),
});
