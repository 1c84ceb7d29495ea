import { advanceCertification } from '../../../db/advance-certification.ts';
import type { Transaction } from '../../../db/database.ts';
import { addAuditCoverage, type CoverageChange } from '../../../db/queries/audit-coverage.ts';
import { keepState } from '../../../db/queries/certification.ts';
import {
  addAnswerEvidence,
  addInspectorEvidence,
  addIntakeEvidence,
  addLabelEvidence,
  type AnswerChange,
  type IntakeChange,
  type LabelChange,
  predictingModels,
} from '../../../db/queries/evidence.ts';
import { projectState } from '../../../db/queries/projects.ts';
import { hourMs } from '../../../db/queries/rollups.ts';
import { acceptedCoverage } from '../../../server/domain/audit-coverage.ts';
import {
  answerEvidence,
  basisOf,
  inspectorEvidence,
  intakeEvidence,
  labelEvidence,
  type InspectorEvidence,
} from '../../../server/domain/evidence.ts';
import type { ItemRows } from './items.ts';
import type { Place } from './place.ts';

/** What items add to the evidence. */
export type Evidence = {
  answers: AnswerChange[];
  inspectors: InspectorEvidence[];
  labels: LabelChange[];
  intake: IntakeChange[];
};

/** What the rows of items, which have one of each kind at most, add to the evidence. */
export const evidenceOf = (rows: ItemRows, { modelVersionId }: Place): Evidence => {
  const found: Evidence = { answers: [], inspectors: [], labels: [], intake: [] };
  const decisions = new Map(rows.decisions.map((row) => [row.itemId, row]));
  const labels = new Map(rows.labels.map((row) => [row.itemId, row]));
  const reviews = new Map(rows.reviews.map((row) => [row.itemId, row]));
  const routings = new Map(rows.routings.map((row) => [row.itemId, row]));
  for (const { itemId, value = null, confidence = null } of rows.predictions) {
    const { arm = null, blindProbability = null } = routings.get(itemId) ?? {};
    const predicted = { value, confidence, calibrated: null, calibrator: 0 };
    const label = labels.get(itemId) ?? null;
    const ofLabel = labelEvidence(label, { arm, blindProbability }, predicted, true, 1);
    if (ofLabel) found.labels.push({ ...ofLabel, modelVersionId });
    const taken = intakeEvidence(predicted, blindProbability ?? 0);
    if (taken) found.intake.push({ ...taken, modelVersionId });
    const decision = decisions.get(itemId);
    const review = reviews.get(itemId);
    const basis = review ? basisOf(review, blindProbability) : null;
    if (!decision || basis === null) continue;
    const answer = { value: decision.value ?? null, agreed: true, timeSpentMs: decision.timeSpentMs ?? null };
    const ofAnswer = answerEvidence(basis, value, answer, 1);
    found.answers.push({ ...ofAnswer, modelVersionId });
    const ofInspector = inspectorEvidence(decision.userId, ofAnswer);
    if (ofInspector) found.inspectors.push(ofInspector);
  }
  return found;
};

/** Adds what accepted items are to the coverage of audits, to `covered` by the hour. Times are so long after `start`. */
export const coverageOf = (rows: ItemRows, start: number, covered: Map<number, CoverageChange>): void => {
  const answered = new Set(rows.decisions.map(({ itemId }) => itemId));
  for (const { itemId, destination, arm, reviewProbability, createdAt } of rows.routings) {
    if (destination !== 'auto') continue;
    const at = start + createdAt;
    const hour = at - (at % hourMs);
    const known = covered.get(hour);
    const one = acceptedCoverage({ reviewProbability, reviewed: arm !== null });
    covered.set(hour, {
      stratum: null,
      at: hour,
      n: (known?.n ?? 0) + one.n,
      planned: (known?.planned ?? 0) + one.planned,
      drawn: (known?.drawn ?? 0) + one.drawn,
      answered: (known?.answered ?? 0) + (answered.has(itemId) ? 1 : 0),
      disputed: 0,
    });
  }
};

/** The sums of each row so many times over; what says which they are stays. */
const times = <T extends object>(rows: readonly T[], n: number): T[] => {
  const keys = new Set(['cell', 'calibrator']);
  const scaled = ([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' && !keys.has(name) ? value * n : value,
  ];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(scaled)) as T); // the same fields
};

/** Adds the evidence of items of which there are so many copies. */
export const writeEvidence = async (
  tx: Transaction,
  { projectId }: Place,
  evidence: Evidence,
  copies: number,
): Promise<void> => {
  await addAnswerEvidence(tx, projectId, times(evidence.answers, copies));
  await addInspectorEvidence(tx, projectId, times(evidence.inspectors, copies));
  await addLabelEvidence(tx, projectId, times(evidence.labels, copies));
  await addIntakeEvidence(tx, projectId, times(evidence.intake, copies));
};

/** Writes the coverage of audits by the hour. */
export const writeCoverage = (
  tx: Transaction,
  { projectId }: Place,
  covered: Map<number, CoverageChange>,
): Promise<void> => addAuditCoverage(tx, projectId, [...covered.values()]);

/** Adds up what certificates rest on, as the job would have by now. */
export const writeCertification = async (tx: Transaction, { slug }: Place, now: number): Promise<void> => {
  const project = await projectState(tx, slug);
  if (!project) throw new Error(`there is no project ${slug}`);
  for (const version of await predictingModels(tx, project.id))
    for (;;) {
      const progress = await advanceCertification(tx, { project, version, now }, 1);
      if (!progress || progress.point.position === (progress.before?.position ?? '')) break;
      await keepState(tx, project.id, version.id, progress.before, progress.point);
    }
};
