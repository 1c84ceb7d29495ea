import { certificatesInForce, progressOnce } from '../../../../db/certificates-in-force.ts';
import { auditCoverage } from '../../../../db/queries/audit-coverage.ts';
import { predictingModels } from '../../../../db/queries/evidence.ts';
import { hourMs } from '../../../../db/queries/rollups.ts';
import type { MetricReader } from './reader.ts';

export const auditsOverdue: MetricReader = async (q, { project, now }) => {
  const dueBefore = now - project.auditDueHours * hourMs;
  const strata = await auditCoverage(q, project.id, { dueBefore, latelySince: dueBefore });
  return { value: strata.reduce((sum, { due, dueAnswered }) => sum + due - dueAnswered, 0) };
};

export const certificatesLapsed: MetricReader = async (q, { project, now }) => {
  if (project.certificates.length === 0) return { value: 0 };
  const models = await predictingModels(q, project.id);
  const inForce = await certificatesInForce(progressOnce(q, project, now), project, models);
  return { value: inForce.filter(({ lapses }) => lapses.length > 0).length };
};
