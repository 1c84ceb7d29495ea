import type { Transaction } from '../../db/database.ts';
import { addAuditCoverage } from '../../db/queries/audit-coverage.ts';
import { addIntakeEvidence } from '../../db/queries/evidence.ts';
import type { IntakeRow } from '../../db/queries/intake.ts';
import { addRollups, waitingChange, type RollupChange } from '../../db/queries/rollups.ts';
import { acceptedCoverage } from '../domain/audit-coverage.ts';
import { intakeEvidence } from '../domain/evidence.ts';
import type { RollupMetric } from '../domain/rollup-metrics.ts';

/** What one submission adds to its project's counters. */
const countsOf = ({ modelVersionId, routing, others }: IntakeRow, at: number): RollupChange[] => {
  const one = (metric: RollupMetric, of = modelVersionId) => ({ metric, modelVersionId: of, at, n: 1 });
  const { destination, reviewed, reasons } = routing;
  return [
    one(destination),
    ...(destination === 'auto' && reviewed ? [one('audit')] : []),
    ...(reasons.includes('disagreement') ? [one('disagreement_drawn', '')] : []),
    ...others.flatMap((other) => [
      one('versions_compared', other.modelVersionId),
      ...(other.same ? [] : [one('versions_differ', other.modelVersionId)]),
    ]),
  ];
};

/** Adds to the counters of a project what submissions bring. All writers of the project share their rows: taken last. */
export const countIntake = async (
  tx: Transaction,
  projectId: string,
  rows: readonly IntakeRow[],
  now: number,
): Promise<void> => {
  const waiting = rows.reduce((sum, { routing }) => sum + routing.inspectors, 0);
  await addRollups(tx, projectId, [
    ...rows.flatMap((row) => countsOf(row, now)),
    ...(waiting > 0 ? [waitingChange('inspector', waiting)] : []),
  ]);
  await addIntakeEvidence(
    tx,
    projectId,
    rows.flatMap((row) => {
      const change = intakeEvidence(row, row.routing.blindProbability);
      return change ? [{ ...change, modelVersionId: row.modelVersionId }] : [];
    }),
  );
  await addAuditCoverage(
    tx,
    projectId,
    rows
      .filter(({ routing }) => routing.destination === 'auto')
      .map(({ routing }) => ({ ...acceptedCoverage(routing), stratum: routing.stratum, at: now })),
  );
};
