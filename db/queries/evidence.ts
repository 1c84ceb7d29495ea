import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type {
  AnswerEvidence,
  InspectorEvidence,
  IntakeEvidence,
  LabelEvidence,
} from '../../server/domain/evidence.ts';
import type { CalibratorInForce } from '../../server/domain/calibrators.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { inForce } from './calibrators.ts';

/** A change of one model version's evidence. */
type Of<T> = T & { modelVersionId: string };
export type AnswerChange = Of<AnswerEvidence>;
export type LabelChange = Of<LabelEvidence>;
export type IntakeChange = Of<IntakeEvidence>;

const version = ['projectId', 'modelVersionId'] as const;
const compared = ['modelValue', 'answer', 'agreed'] as const;
const inCell = ['calibrator', 'cell'] as const;

export const answerSums = ['n', 'timed', 'time', 'timeSquared', 'quick'] as const;
export const inspectorSums = [...answerSums, 'agreed'] as const;
export const labelSums = [
  'n',
  'confidence',
  'weight',
  'weightSquared',
  'weightedConfidence',
  'weightedConfidenceSquared',
  'correctionSquared',
] as const;
export const intakeSums = ['n', 'confidence', 'confidenceSquared'] as const;

const addToAnswers = defineSums('answerEvidence', [...version, 'basis', ...compared], answerSums);
const addToInspectors = defineSums('inspectorEvidence', ['projectId', 'userId', 'arm'], inspectorSums);
const addToLabels = defineSums('labelEvidence', [...version, ...inCell, ...compared], labelSums);
const addToIntake = defineSums('intakeEvidence', [...version, ...inCell, 'covered'], intakeSums);

const inProject = <T extends object>(
  projectId: string,
  changes: readonly T[],
): (T & { projectId: string })[] => changes.map((change) => ({ ...change, projectId }));

/** Adds what standing answers say. */
export const addAnswerEvidence = (tx: Transaction, projectId: string, changes: readonly AnswerChange[]) =>
  addToAnswers(tx, inProject(projectId, changes));

/** Adds what standing answers say of those who gave them. */
export const addInspectorEvidence = (
  tx: Transaction,
  projectId: string,
  changes: readonly InspectorEvidence[],
) => addToInspectors(tx, inProject(projectId, changes));

/** Adds what labels in force say. */
export const addLabelEvidence = (tx: Transaction, projectId: string, changes: readonly LabelChange[]) =>
  addToLabels(tx, inProject(projectId, changes));

/** Adds what items say as they are taken in. */
export const addIntakeEvidence = (tx: Transaction, projectId: string, changes: readonly IntakeChange[]) =>
  addToIntake(tx, inProject(projectId, changes));

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** All the sums of one model version. */
export type ModelEvidence = {
  answers: Row<'answerEvidence'>[];
  labels: Row<'labelEvidence'>[];
  intake: Row<'intakeEvidence'>[];
};

/** A model version's sums; rows that came to nothing again are left out. */
export const modelEvidence = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
): Promise<ModelEvidence> => {
  const { answerEvidence: a, labelEvidence: l, intakeEvidence: i } = q.tables;
  const counted = <T extends { n: number }>(rows: T[]): T[] => rows.filter(({ n }) => n > 0);
  return {
    answers: counted(
      await q.db
        .select()
        .from(a)
        .where(and(eq(a.projectId, projectId), eq(a.modelVersionId, modelVersionId))),
    ),
    labels: counted(
      await q.db
        .select()
        .from(l)
        .where(and(eq(l.projectId, projectId), eq(l.modelVersionId, modelVersionId))),
    ),
    intake: counted(
      await q.db
        .select()
        .from(i)
        .where(and(eq(i.projectId, projectId), eq(i.modelVersionId, modelVersionId))),
    ),
  };
};

/** A model version that has predicted, with its calibrator. */
export type PredictingModel = { id: string; model: string; calibrator: CalibratorInForce };

/** The project's model versions that have predicted: the live one first, then the one heard from last. */
export const predictingModels = async (q: Queryable, projectId: string): Promise<PredictingModel[]> => {
  const { modelVersions: m, calibrators: c, deployments: d } = q.tables;
  const rows = await q.db
    .select({ id: m.id, model: m.model, revision: m.calibrator, fitted: c.fitted })
    .from(m)
    .leftJoin(c, and(eq(c.modelVersionId, m.id), eq(c.revision, m.calibrator)))
    .leftJoin(d, and(eq(d.projectId, projectId), eq(d.liveId, m.id)))
    .where(and(eq(m.projectId, projectId), isNotNull(m.lastPredictionAt)))
    .orderBy(sql`CASE WHEN ${d.liveId} IS NULL THEN 1 ELSE 0 END`, desc(m.lastPredictionAt), desc(m.id));
  return rows.map(({ id, model, ...row }) => ({ id, model, calibrator: inForce(row) }));
};

/** How many standing answers were timed, of one model version's items or of all, and their mean in seconds (null: none). */
export const meanTime = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string | undefined,
): Promise<{ timed: number; seconds: number | null }> => {
  const { answerEvidence: a } = q.tables;
  const rows = await q.db
    .select({ timed: a.timed, time: a.time })
    .from(a)
    .where(
      and(
        eq(a.projectId, projectId),
        modelVersionId === undefined ? undefined : eq(a.modelVersionId, modelVersionId),
      ),
    );
  const timed = rows.reduce((sum, row) => sum + row.timed, 0);
  const time = rows.reduce((sum, row) => sum + row.time, 0);
  return { timed, seconds: timed > 0 ? time / timed / 1_000 : null };
};
