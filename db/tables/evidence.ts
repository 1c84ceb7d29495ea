import type { AuditAlarm } from '../../server/domain/audit-coverage.ts';
import type { Certification } from '../../server/domain/certification-fold.ts';
import type { CalibratorFit } from '../../server/domain/calibrators.ts';
import { evidenceBases } from '../../server/domain/evidence.ts';
import type { Calibrator } from '../../server/domain/statistics/calibrator.ts';
import { arms } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';

/** Sums kept in the transaction that changes them; what each column holds is said in `server/domain/evidence.ts`. */
export const evidenceTables = (c: Columns) => {
  const version = () => ({ projectId: c.text().notNull(), modelVersionId: c.text().notNull() });
  /** Of what was compared with thresholds, and the calibrator that it came from; 0: the confidence as the model said. */
  const cell = () => ({ calibrator: c.integer().notNull(), cell: c.integer().notNull() });
  /** Values are JSON texts. */
  const compared = () => ({
    modelValue: c.text().notNull(),
    answer: c.text().notNull(),
    agreed: c.flag().notNull(),
  });
  const answered = () => ({
    n: c.count().notNull(),
    timed: c.count().notNull(),
    time: c.real().notNull(),
    timeSquared: c.real().notNull(),
    quick: c.count().notNull(),
  });
  return {
    /** Standing answers, by how people were asked. */
    answerEvidence: c.table(
      'answer_evidence',
      {
        ...version(),
        basis: c.word(evidenceBases).notNull(),
        ...compared(),
        ...answered(),
      },
      (t) => [
        c.primaryKey({
          columns: [t.projectId, t.modelVersionId, t.basis, t.modelValue, t.answer, t.agreed],
        }),
      ],
    ),

    /** Those of them whose arm was drawn, by who gave them. */
    inspectorEvidence: c.table(
      'inspector_evidence',
      {
        projectId: c.text().notNull(),
        userId: c.text().notNull(),
        arm: c.word(arms).notNull(),
        agreed: c.count().notNull(),
        ...answered(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.userId, t.arm] })],
    ),

    /** Labels in force of items that were judged blind by a draw of known probability. */
    labelEvidence: c.table(
      'label_evidence',
      {
        ...version(),
        ...cell(),
        ...compared(),
        n: c.count().notNull(),
        confidence: c.real().notNull(),
        weight: c.real().notNull(),
        weightSquared: c.real().notNull(),
        weightedConfidence: c.real().notNull(),
        weightedConfidenceSquared: c.real().notNull(),
        correctionSquared: c.real().notNull(),
      },
      (t) => [
        c.primaryKey({
          columns: [t.projectId, t.modelVersionId, t.calibrator, t.cell, t.modelValue, t.answer, t.agreed],
        }),
      ],
    ),

    /**
     * What the blind draws of a model version add up to, in their order, up to a routing. The last is continued; earlier
     * ones are where to begin again once a label has changed behind it.
     */
    certificationStates: c.table(
      'certification_states',
      {
        ...version(),
        /** The routing up to which draws are counted. */
        position: c.text().notNull(),
        /** Of what else the states are: another target, reference or calibrator begins anew. */
        targetError: c.real().notNull(),
        reference: c.text().notNull(),
        calibrator: c.integer().notNull(),
        state: c.json<Certification>().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.modelVersionId, t.position] })],
    ),

    /** Calibrators that were fitted: they stay as they are, and the model version says which is in force. */
    calibrators: c.table(
      'calibrators',
      {
        ...version(),
        /** From 1 on, for each model version. */
        revision: c.integer().notNull(),
        fitted: c.json<Calibrator>().notNull(),
        /** What it was fitted on: labels held out, wrong answers among them, and scores before and after. */
        fit: c.json<CalibratorFit>().notNull(),
        actor: c.json<Actor>().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.modelVersionId, t.revision] })],
    ),

    /** Items taken in. */
    intakeEvidence: c.table(
      'intake_evidence',
      {
        ...version(),
        ...cell(),
        covered: c.flag().notNull(),
        n: c.count().notNull(),
        confidence: c.real().notNull(),
        confidenceSquared: c.real().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.modelVersionId, t.calibrator, t.cell, t.covered] })],
    ),

    /** Items accepted automatically and their audits; what is summed is said in `server/domain/audit-coverage.ts`. */
    auditCoverage: c.table(
      'audit_coverage',
      {
        projectId: c.text().notNull(),
        /** '' is none. */
        stratum: c.text().notNull(),
        /** Epoch milliseconds of the start of the hour in which they were accepted. */
        hour: c.instant().notNull(),
        n: c.count().notNull(),
        planned: c.real().notNull(),
        drawn: c.count().notNull(),
        answered: c.count().notNull(),
        disputed: c.count().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.stratum, t.hour] })],
    ),

    /** The alarms that a project's audits give, as they were told last. */
    auditAlarms: c.table('audit_alarms', {
      projectId: c.text().primaryKey(),
      alarms: c.json<{ alarm: AuditAlarm; stratum?: string | null }[]>().notNull(),
      changedAt: c.instant().notNull(),
    }),
  };
};
