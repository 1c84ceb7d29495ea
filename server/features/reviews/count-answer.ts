import type { Transaction } from '../../../db/database.ts';
import { addAuditCoverage, type CoverageChange } from '../../../db/queries/audit-coverage.ts';
import type { ReviewRow } from '../../../db/queries/claims.ts';
import type { DecisionInPlace } from '../../../db/queries/decisions.ts';
import {
  addAnswerEvidence,
  addInspectorEvidence,
  addLabelEvidence,
  type AnswerChange,
  type LabelChange,
} from '../../../db/queries/evidence.ts';
import { addMeasures } from '../../../db/queries/measures.ts';
import { addReliability } from '../../../db/queries/reliability.ts';
import { addRollups, waitingChange, type RollupChange } from '../../../db/queries/rollups.ts';
import type { ReviewAtHand } from '../../../db/queries/settling.ts';
import {
  answerEvidence,
  basisOf,
  inspectorEvidence,
  type EvidenceBasis,
  type InspectorEvidence,
} from '../../domain/evidence.ts';
import { countedAs, hasClasses, type LabelSchema } from '../../domain/label-schema.ts';
import type { MeasureChange } from '../../domain/measures/metrics.ts';
import { reliabilityOf, type Reliability } from '../../domain/reliability.ts';
import type { RollupMetric } from '../../domain/rollup-metrics.ts';
import type { Audience, Json, LabelSource } from '../../domain/words.ts';

/** What a transaction adds to the counters of its project. */
export type Counts = {
  rollups?: readonly RollupChange[];
  answers?: readonly AnswerChange[];
  inspectors?: readonly InspectorEvidence[];
  labels?: readonly LabelChange[];
  reliability?: readonly Reliability[];
  audits?: readonly CoverageChange[];
  measures?: readonly MeasureChange[];
};

/** Adds to all counters. All writers of the project share their rows: taken last, and by all in the same order. */
export const addCounts = async (
  tx: Transaction,
  projectId: string,
  counts: readonly Counts[],
  now: number,
): Promise<void> => {
  await addRollups(
    tx,
    projectId,
    counts.flatMap(({ rollups = [] }) => rollups),
  );
  await addAnswerEvidence(
    tx,
    projectId,
    counts.flatMap(({ answers = [] }) => answers),
  );
  await addInspectorEvidence(
    tx,
    projectId,
    counts.flatMap(({ inspectors = [] }) => inspectors),
  );
  await addLabelEvidence(
    tx,
    projectId,
    counts.flatMap(({ labels = [] }) => labels),
  );
  await addReliability(
    tx,
    projectId,
    counts.flatMap(({ reliability = [] }) => reliability),
  );
  await addAuditCoverage(
    tx,
    projectId,
    counts.flatMap(({ audits = [] }) => audits),
  );
  await addMeasures(
    tx,
    projectId,
    counts.flatMap(({ measures = [] }) => measures),
    now,
  );
};

/** Agreement is counted apart by how the answer was given. */
const metricsOf: Record<EvidenceBasis, { compared: RollupMetric; agreed: RollupMetric }> = {
  audit: { compared: 'compared_audit', agreed: 'agreed_audit' },
  assisted: { compared: 'compared_assisted', agreed: 'agreed_assisted' },
  shadow: { compared: 'compared_blind', agreed: 'agreed_blind' },
  blind: { compared: 'compared_blind', agreed: 'agreed_blind' },
};

/**
 * What a standing answer adds to the counters (n = 1), or takes out again (n = −1), in the hour it was given. An audit is
 * compared with the model only once people stand behind the item's label: while it is rechecked nobody knows who is right.
 */
export const answerCounts = (
  schema: LabelSchema,
  { routing, prediction, item: { modelVersionId } }: ReviewAtHand,
  { userId, purpose, arm, value, agreed, timeSpentMs, cells, createdAt: at }: DecisionInPlace,
  isByPeople: boolean,
  n: 1 | -1,
): Counts => {
  const decisions = { metric: 'decisions', modelVersionId, at, n } as const;
  const basis = basisOf({ purpose, arm }, routing.blindProbability);
  if (basis === null || agreed === null || (basis === 'audit' && !isByPeople))
    return { rollups: [decisions] };
  const { compared, agreed: same } = metricsOf[basis];
  // A share of what a grid took says nothing of how long one looks at an item.
  const time = cells === null ? timeSpentMs : null;
  const answer = { value: countedAs(schema, value), agreed, timeSpentMs: time };
  const evidence = answerEvidence(basis, countedAs(schema, prediction.value), answer, n);
  const inspector = inspectorEvidence(userId, evidence);
  return {
    rollups: [
      decisions,
      { metric: compared, modelVersionId, at, n },
      ...(agreed ? [{ metric: same, modelVersionId, at, n }] : []),
    ],
    answers: [{ ...evidence, modelVersionId }],
    inspectors: inspector ? [inspector] : [],
  };
};

/** The decisions on an item, and its label in force. */
type OnItem = {
  decisions: readonly DecisionInPlace[];
  label: { value: Json; source: LabelSource } | null;
};

/**
 * What a change of an item's answers, or of its label, changes in what is known about inspectors: by class, and so nothing
 * where answers are no classes.
 */
export const reliabilityCounts = (schema: LabelSchema, before: OnItem, after: OnItem): Counts => {
  if (!hasClasses(schema)) return {};
  const judged = ({ decisions, label }: OnItem) => ({
    answers: decisions.filter(({ independent, standing }) => independent && standing === 'standing'),
    label,
  });
  return { reliability: [reliabilityOf(judged(before), -1), reliabilityOf(judged(after), 1)] };
};

/** What it adds to the service levels that a review is decided: of one without a due time, or of a gold item, nothing. */
export const dueCount = (
  { purpose, dueAt }: Pick<ReviewRow, 'purpose' | 'dueAt'>,
  modelVersionId: string,
  at: number,
): Counts => {
  if (dueAt === null || purpose === 'gold') return {};
  const metrics: RollupMetric[] = at > dueAt ? ['decided_due', 'decided_late'] : ['decided_due'];
  return { rollups: metrics.map((metric) => ({ metric, modelVersionId, at, n: 1 })) };
};

/** What it changes in what waits that a review ends: one of a gold item was no work, but where a lead was asked about it. */
export const endedCount = ({ purpose, audience }: Pick<ReviewRow, 'purpose' | 'audience'>): Counts =>
  purpose === 'gold' && audience === 'inspector' ? {} : waitingCount(audience, -1);

/** What a review more (n = 1) or less (n = −1) adds to those that wait for an audience. */
export const waitingCount = (audience: Audience, n: 1 | -1): Counts => ({
  rollups: [waitingChange(audience, n)],
});
