import type { Certificate } from './certificate.ts';
import { leastBlindProbability } from './certificate.ts';
import type { Policy } from './policy.ts';
import { observeLabel, startEvidence, type Evidence } from './statistics/certification.ts';
import {
  alarmAt,
  detectorLevel,
  observeChange,
  startDetector,
  type Detector,
} from './statistics/e-detector.ts';
import { thresholdGrid } from './threshold-grid.ts';
import type { Json } from './words.ts';

/** An item drawn to be judged blind, as certification looks at it. */
export type BlindDraw = {
  /** The model's answer, and its confidence in [0,1] by the calibrator that is in force now; null: none. */
  value: Json;
  confidence: number | null;
  /** The probability with which it was drawn. */
  pi: number;
  /** Whether the model's answer had been accepted: an audit. */
  accepted: boolean;
  /** Whether a rule or its class brings it to people, whatever the confidence. */
  toPeople: boolean;
  /** Whether it was routed by the confidences of another calibrator: its policy's thresholds are no longer these. */
  rescaled: boolean;
  /** Whether it is left to the fitting of calibrators. */
  heldOut: boolean;
  /** Whether the label that people gave is another than the model's answer; null: there is none yet. */
  wrong: boolean | null;
  /** Whether it has waited for longer than audits may. */
  overdue: boolean;
};

/** The watch over a certificate in force, on audited errors; `peak` is the highest level it ever had. */
export type Watch = { revision: number; detector: Detector; peak: number };

/** What all blind draws of one model version up to a point, in the order of the draw, add up to. */
export type Certification = {
  /** The highest threshold tested, as an index into the grid: those above have too few items. */
  top: number;
  /** Draws that counted since the evidence began, and those of them that count as wrong as nobody answered in time. */
  draws: number;
  overdue: number;
  /** For each threshold of the grid, over all classes and for each predicted class. */
  all: Evidence[];
  classes: Record<string, Evidence[]>;
  /** By the class a certificate is about; '' for all together. */
  watches: Record<string, Watch>;
};

/** What holds for a draw by the revision it was routed with. */
export type DrawTerms = { policy: Policy; certificates: readonly Certificate[]; alpha: number };

/** The share of items whose blind answers are left to the fitting of calibrators, which certification must not use. */
export const heldOutShare = 0.2;

/** The share of items, at least, that must reach the highest threshold tested. */
const leastShare = 0.05;

/** The items that must have come in before a test begins. */
export const itemsToBegin = 100;

/**
 * The highest threshold that is tested, as an index into the grid, by how many items reach each: the test goes from there
 * down, and would never get past one that nothing reaches. It looks at no label. Null: too few items yet.
 */
export const highestTested = (reaching: readonly number[]): number | null => {
  const items = reaching[0] ?? 0;
  return items < itemsToBegin ? null : reaching.findLastIndex((n) => n >= leastShare * items);
};

/** The state before the first draw. */
export const startCertification = (top: number): Certification => ({
  top,
  draws: 0,
  overdue: 0,
  all: thresholdGrid.map(() => startEvidence),
  classes: {},
  watches: {},
});

/** Whether a draw says anything of what would be accepted. */
export const isEvidence = ({ value, confidence, toPeople, heldOut }: BlindDraw): boolean =>
  value !== null && confidence !== null && !toPeople && !heldOut;

/** Whether the fold has to wait for a draw: an audit that is overdue counts as an error, and is not waited for. */
export const isWaitedFor = (draw: BlindDraw): boolean =>
  draw.wrong === null && !(draw.accepted && draw.overdue) && isEvidence(draw);

const observeGrid = (
  grid: readonly Evidence[],
  draw: BlindDraw & { confidence: number },
  value: string | null,
  { policy, alpha }: DrawTerms,
): Evidence[] =>
  grid.map((evidence, i) => {
    const threshold = thresholdGrid[i] ?? 1;
    if (draw.confidence < threshold) return evidence;
    // On another scale it may have been anywhere, where no π falls below that of the least sure.
    const piMin = leastBlindProbability(policy, draw.rescaled ? 0 : threshold, value);
    // Where some of these items are never drawn, those that are say nothing of all of them.
    return piMin === 0 ? evidence : observeLabel(evidence, draw.wrong ?? true, alpha, { pi: draw.pi, piMin });
  });

const observeWatches = (
  watches: Certification['watches'],
  draw: BlindDraw,
  { certificates, policy }: DrawTerms,
): Certification['watches'] => {
  const next = { ...watches };
  for (const { value, threshold, revision, targetError } of certificates) {
    if (!draw.accepted || (value !== null && value !== draw.value)) continue;
    const key = value ?? '';
    const known = next[key];
    const watch = known?.revision === revision ? known : { revision, detector: startDetector, peak: 0 };
    const weight = leastBlindProbability(policy, threshold, value) / draw.pi;
    const detector = observeChange(watch.detector, (draw.wrong ?? true) ? 1 : 0, targetError, weight);
    next[key] = { revision, detector, peak: Math.max(watch.peak, detectorLevel(detector)) };
  }
  return next;
};

/** The evidence on all together and on each class, and on how many draws it rests. */
type Grids = Pick<Certification, 'draws' | 'overdue' | 'all' | 'classes'>;

const fresh = (): Evidence[] => thresholdGrid.map(() => startEvidence);

const observeGrids = (
  { draws, overdue, all, classes }: Grids,
  draw: BlindDraw & { confidence: number },
  terms: DrawTerms,
): Grids => {
  const name = typeof draw.value === 'string' ? draw.value : null;
  const ofClass = (of: string) => (Object.hasOwn(classes, of) ? (classes[of] ?? fresh()) : fresh());
  return {
    draws: draws + 1,
    overdue: overdue + (draw.wrong === null ? 1 : 0),
    all: observeGrid(all, draw, null, terms),
    classes: name === null ? classes : { ...classes, [name]: observeGrid(ofClass(name), draw, name, terms) },
  };
};

/** What a watch is over whose alarm this draw has set off. */
const alarmedBy = (before: Certification['watches'], after: Certification['watches']): string[] =>
  Object.entries(after).flatMap(([key, { revision, peak }]) => {
    const known = before[key];
    const wasAlarmed = known?.revision === revision && known.peak >= alarmAt;
    return peak >= alarmAt && !wasAlarmed ? [key] : [];
  });

/** What came before an alarm says nothing of what comes after it: that evidence begins anew, of a class or of all. */
const withoutStale = (grids: Grids, alarmed: readonly string[]): Grids => {
  if (alarmed.length === 0) return grids;
  const classes = alarmed.includes('')
    ? {}
    : Object.fromEntries(Object.entries(grids.classes).filter(([name]) => !alarmed.includes(name)));
  return { draws: 0, overdue: 0, all: fresh(), classes };
};

/** The state after one more draw, in the order of the draw; one that nobody has answered in time counts as wrong. */
export const observeDraw = (state: Certification, draw: BlindDraw, terms: DrawTerms): Certification => {
  const { confidence } = draw;
  if (confidence === null || !isEvidence(draw)) return state;
  const watches = observeWatches(state.watches, draw, terms);
  const grids = observeGrids(state, { ...draw, confidence }, terms);
  return { top: state.top, ...withoutStale(grids, alarmedBy(state.watches, watches)), watches };
};
