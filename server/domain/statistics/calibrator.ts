import { applyIsotonic, type IsotonicCurve } from './isotonic.ts';
import { applyTemperature } from './temperature.ts';

/**
 * How a model version's raw confidence becomes a probability of being correct. Plain data, frozen with the version; to
 * be fitted on labels that certification does not use.
 */
export type Calibrator =
  | { kind: 'none' }
  | ({ kind: 'isotonic' } & IsotonicCurve)
  | { kind: 'temperature'; temperature: number };

/** The calibrated probability, in [0,1], of a raw confidence; never falls where the confidence rises. */
export const calibrate = (calibrator: Calibrator, confidence: number): number => {
  switch (calibrator.kind) {
    case 'none':
      return confidence;
    case 'isotonic':
      return applyIsotonic(calibrator, confidence);
    case 'temperature':
      return applyTemperature(calibrator.temperature, confidence);
  }
};
