import { auditCoverage, type StratumCoverage } from '../../../db/queries/audit-coverage.ts';
import type { Queryable } from '../../../db/database.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { coverageAlarms } from '../../domain/audit-coverage.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { AuditCoverage, Audits } from './contract.ts';

const hourMs = 3_600_000;

/** Audits count as due lately for this long, so that years of good work do not hide a bad week. */
const latelyMs = 30 * 24 * hourMs;

type Sums = Omit<StratumCoverage, 'stratum'>;

const together = (rows: readonly Sums[]): Sums => {
  const total = (of: (row: Sums) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    n: total(({ n }) => n),
    planned: total(({ planned }) => planned),
    drawn: total(({ drawn }) => drawn),
    answered: total(({ answered }) => answered),
    disputed: total(({ disputed }) => disputed),
    due: total(({ due }) => due),
    dueAnswered: total(({ dueAnswered }) => dueAnswered),
    lately: {
      due: total(({ lately }) => lately.due),
      answered: total(({ lately }) => lately.answered),
    },
  };
};

const told = (sums: Sums): AuditCoverage => ({
  accepted: sums.n,
  planned: sums.planned,
  drawn: proportionOf(sums.drawn, sums.n),
  answered: sums.answered,
  waiting: sums.drawn - sums.answered,
  disputed: sums.disputed,
  due: sums.due,
  overdue: sums.due - sums.dueAnswered,
  alarms: coverageAlarms(sums, sums.lately),
});

/** How a project's audits stand at a moment, over all and by stratum. */
export const coverageAt = async (
  q: Queryable,
  { id, auditDueHours }: Pick<ProjectState, 'id' | 'auditDueHours'>,
  now: number,
): Promise<Audits> => {
  const dueBefore = now - auditDueHours * hourMs;
  const rows = await auditCoverage(q, id, { dueBefore, latelySince: dueBefore - latelyMs });
  return {
    dueHours: auditDueHours,
    all: told(together(rows)),
    strata: rows
      .map(({ stratum, ...sums }) => ({ stratum, ...told(sums) }))
      .toSorted((a, b) => Number(a.stratum === null) - Number(b.stratum === null)),
  };
};
