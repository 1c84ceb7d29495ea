import type { Certificate, Lapse } from './certificate.ts';
import type { Certification, Watch } from './certification-fold.ts';
import { certifiedThresholds, startEvidence, type Evidence } from './statistics/certification.ts';
import { alarmAt, startDetector } from './statistics/e-detector.ts';
import { thresholdGrid } from './threshold-grid.ts';

/** Where a threshold stands; see the contract of certificates. */
export type ThresholdState = {
  threshold: number;
  state: 'certified' | 'open' | 'untested';
  evidence: Evidence;
};

/** The grid with its evidence, for one predicted class or (null) all together, with confidence 1 − δ. */
export const thresholdStates = (
  { top, all, classes }: Certification,
  value: string | null,
  delta: number,
): ThresholdState[] => {
  const evidenceOf = value === null ? all : Object.hasOwn(classes, value) ? classes[value] : undefined;
  const grid = thresholdGrid.map((threshold, i) => ({
    threshold,
    evidence: evidenceOf?.[i] ?? startEvidence,
  }));
  const certified = new Set(certifiedThresholds(grid.slice(0, top + 1), delta));
  return grid.map((point, i) => ({
    ...point,
    state: i > top ? 'untested' : certified.has(point.threshold) ? 'certified' : 'open',
  }));
};

/** The highest e-value there was; never infinite. */
export const eValueOf = ({ peakLogWealth }: Evidence): number =>
  Math.min(Math.exp(peakLogWealth), Number.MAX_VALUE);

/** The watch over a certificate. */
export const watchOver = (state: Certification | null, { value, revision }: Certificate): Watch => {
  const watch = state?.watches[value ?? ''];
  return watch?.revision === revision ? watch : { revision, detector: startDetector, peak: 0 };
};

/** Whether audits since a certificate was put in force found more errors than it allows. */
export const hasAlarmed = (state: Certification | null, certificate: Certificate): boolean =>
  watchOver(state, certificate).peak >= alarmAt;

/** What holds today where a certificate is looked at. */
export type Today = {
  /** The model version that is live, or else was heard from last; null: none. */
  model: string | null;
  /** The calibrator in force of the certificate's model version. */
  calibrator: number;
  reference: string;
  targetError: number;
  targetConfidence: number;
  /** What the draws of the certificate's model version add up to; null: nothing yet. */
  state: Certification | null;
};

/** Why a certificate says nothing any more; empty while it holds. */
export const lapsesOf = (certificate: Certificate, today: Today): Lapse[] => {
  const { model, reference, targetError, targetConfidence, value, threshold } = certificate;
  const same = reference === today.reference && certificate.calibrator === today.calibrator;
  const isCertified =
    today.state !== null &&
    thresholdStates(today.state, value, 1 - targetConfidence).some(
      (point) => point.threshold === threshold && point.state === 'certified',
    );
  const found: [Lapse, boolean][] = [
    ['model', model !== today.model],
    ['calibrator', certificate.calibrator !== today.calibrator],
    ['reference', reference !== today.reference],
    ['target', targetError > today.targetError || targetConfidence < today.targetConfidence],
    // Under another reference, calibrator or target the evidence is another, and says nothing of this certificate.
    ['evidence', same && targetError === today.targetError && !isCertified],
    ['alarm', hasAlarmed(today.state, certificate)],
  ];
  return found.filter(([, holds]) => holds).map(([lapse]) => lapse);
};
