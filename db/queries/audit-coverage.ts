import { eq, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { AuditAlarm, CoverageSums } from '../../server/domain/audit-coverage.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';
import { hourMs } from './rollups.ts';

/** A change of a stratum's sums (null: of no stratum), and when the item was accepted, in epoch milliseconds. */
export type CoverageChange = CoverageSums & { stratum: string | null; at: number };

export const coverageSums = ['n', 'planned', 'drawn', 'answered', 'disputed'] as const;

const add = defineSums('auditCoverage', ['projectId', 'stratum', 'hour'], coverageSums);

/** Adds to the coverage of a project's audits, in the hour each item was accepted. */
export const addAuditCoverage = (
  tx: Transaction,
  projectId: string,
  changes: readonly CoverageChange[],
): Promise<void> =>
  add(
    tx,
    changes.map(({ at, stratum, ...sums }) => ({
      projectId,
      stratum: stratum ?? '',
      hour: at - (at % hourMs),
      ...sums,
    })),
  );

/** A stratum's sums over all time, and of those accepted before an instant: all, and from another instant on. */
export type StratumCoverage = CoverageSums & {
  stratum: string | null;
  due: number;
  dueAnswered: number;
  lately: { due: number; answered: number };
};

/**
 * The coverage by stratum. An hour's audits are due once the whole of it is before `dueBefore`; `latelySince` is where
 * those that fell due lately begin (both epoch milliseconds).
 */
export const auditCoverage = async (
  q: Queryable,
  projectId: string,
  { dueBefore, latelySince }: { dueBefore: number; latelySince: number },
): Promise<StratumCoverage[]> => {
  const { auditCoverage: c } = q.tables;
  const sum = (of: SQLiteColumn) => sql<number>`sum(${of})`.mapWith(Number);
  const isDue = sql`${c.hour} <= ${dueBefore - hourMs}`;
  const when = (test: typeof isDue, of: SQLiteColumn) =>
    sql<number>`sum(case when ${test} then ${of} else 0 end)`.mapWith(Number);
  const isLately = sql`${isDue} and ${c.hour} >= ${latelySince}`;
  const rows = await q.db
    .select({
      stratum: c.stratum,
      n: sum(c.n),
      planned: sum(c.planned),
      drawn: sum(c.drawn),
      answered: sum(c.answered),
      disputed: sum(c.disputed),
      due: when(isDue, c.drawn),
      dueAnswered: when(isDue, c.answered),
      latelyDue: when(isLately, c.drawn),
      latelyAnswered: when(isLately, c.answered),
    })
    .from(c)
    .where(eq(c.projectId, projectId))
    .groupBy(c.stratum)
    .orderBy(c.stratum);
  return rows.map(({ stratum, latelyDue, latelyAnswered, ...sums }) => ({
    ...sums,
    stratum: stratum === '' ? null : stratum,
    lately: { due: latelyDue, answered: latelyAnswered },
  }));
};

/** An alarm in force; `stratum` undefined: over all strata, null: of what is of none. */
export type AlarmInForce = { alarm: AuditAlarm; stratum?: string | null };

/** The alarms in force, as they were told last. */
export const auditAlarmsOf = async (q: Queryable, projectId: string): Promise<AlarmInForce[]> => {
  const { auditAlarms: a } = q.tables;
  const [row] = await q.db.select({ alarms: a.alarms }).from(a).where(eq(a.projectId, projectId));
  return row?.alarms ?? [];
};

/** Puts these alarms in force in place of those before. */
export const putAuditAlarms = async (
  tx: Transaction,
  projectId: string,
  alarms: AlarmInForce[],
  now: number,
): Promise<void> => {
  const { auditAlarms: a } = tx.tables;
  await tx.db
    .insert(a)
    .values({ projectId, alarms, changedAt: now })
    .onConflictDoUpdate({ target: a.projectId, set: { alarms, changedAt: now } });
};
