import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { hasClasses } from '../../server/domain/label-schema.ts';
import { cellBounds, noConfidence } from '../../server/domain/threshold-grid.ts';
import type { Queryable } from '../database.ts';
import { coverageSums } from '../queries/audit-coverage.ts';
import { intakeSums, labelSums } from '../queries/evidence.ts';
import type { ProjectInForce } from '../queries/projects.ts';
import { hourMs } from '../queries/rollups.ts';
import { selectRows } from '../select-rows.ts';
import { answerSources } from './recount-answers.ts';
import { reliabilitySources } from './recount-reliability.ts';
import { isTrue } from './recount.ts';

/** Sums by what they are of; those that came to nothing are left out. */
export type Sums = Map<string, Record<string, number>>;

/** What of a row says which sums they are, and the sums. */
export type Source = {
  table: string;
  keys: readonly string[];
  sums: readonly string[];
  kept: SQL;
  counted: SQL;
};

/** The cell of a confidence, as `confidenceCell` has it. */
const cellOf = (confidence: SQL): SQL => {
  const cases = cellBounds.flatMap((bound, k) => {
    const at = sql.raw(String(bound));
    const here = sql`WHEN ${confidence} = ${at} THEN ${sql.raw(String(2 * k))}`;
    return k === 0 ? [here] : [sql`WHEN ${confidence} < ${at} THEN ${sql.raw(String(2 * k - 1))}`, here];
  });
  return sql`CASE WHEN ${confidence} IS NULL THEN ${sql.raw(String(noConfidence))} ${sql.join(cases, sql` `)} END`;
};

/** A column of values as counters know them. */
export type Counted = (column: SQLiteColumn) => SQL;

const sources = (q: Queryable, projectId: string, counted: Counted): Source[] => {
  const { routings: t, predictions: p, items: i, labels: l } = q.tables;
  const { labelEvidence, intakeEvidence, auditCoverage } = q.tables;
  const cell = ['calibrator', 'cell'];
  const compared = ['model_value', 'answer', 'agreed'];
  const confidence = sql`coalesce(${p.calibrated}, ${p.confidence})`;
  const f = sql`coalesce(${confidence}, 0)`;
  const pi = sql`${t.blindProbability}`;
  const c = sql`(CASE WHEN ${isTrue(q, l.agreed)} THEN 1 ELSE 0 END)`;
  const keptIn = (table: SQLiteColumn['table'], of: SQLiteColumn): SQL =>
    sql`SELECT * FROM ${table} WHERE ${of} = ${projectId}`;
  return [
    {
      table: 'labels',
      keys: ['model_version_id', ...cell, ...compared],
      sums: labelSums,
      kept: keptIn(labelEvidence, labelEvidence.projectId),
      counted: sql`
        SELECT ${i.modelVersionId} AS model_version_id, ${p.calibrator} AS calibrator, ${cellOf(confidence)} AS cell,
               ${counted(p.value)} AS model_value, ${counted(l.value)} AS answer, ${l.agreed} AS agreed, count(*) AS n, sum(${f}) AS confidence,
               sum(1 / ${pi}) AS weight, sum(1 / ${pi} / ${pi}) AS weight_squared,
               sum(${f} / ${pi}) AS weighted_confidence, sum(${f} * ${f} / ${pi}) AS weighted_confidence_squared,
               sum((${c} - ${f}) * (${c} - ${f}) / ${pi} / ${pi}) AS correction_squared
          FROM ${l} JOIN ${t} ON ${t.id} = ${l.routingId} JOIN ${p} ON ${p.id} = ${l.predictionId}
          JOIN ${i} ON ${i.id} = ${l.itemId}
         WHERE ${l.projectId} = ${projectId} AND ${l.supersededAt} IS NULL AND ${l.source} <> 'auto'
           AND ${t.arm} = 'blind' AND ${pi} > 0 AND ${p.value} IS NOT NULL
         GROUP BY 1, 2, 3, 4, 5, 6`,
    },
    {
      table: 'intake',
      keys: ['model_version_id', ...cell, 'covered'],
      sums: intakeSums,
      kept: keptIn(intakeEvidence, intakeEvidence.projectId),
      counted: sql`
        SELECT ${i.modelVersionId} AS model_version_id, ${p.calibrator} AS calibrator, ${cellOf(confidence)} AS cell, ${pi} > 0 AS covered,
               count(*) AS n, sum(${f}) AS confidence, sum(${f} * ${f}) AS confidence_squared
          FROM ${t} JOIN ${p} ON ${p.id} = ${t.predictionId} JOIN ${i} ON ${i.id} = ${t.itemId}
         WHERE ${t.projectId} = ${projectId} AND ${pi} IS NOT NULL AND ${p.value} IS NOT NULL
         GROUP BY 1, 2, 3, 4`,
    },
    {
      table: 'audits',
      keys: ['stratum', 'hour'],
      sums: coverageSums,
      kept: keptIn(auditCoverage, auditCoverage.projectId),
      counted: sql`
        SELECT coalesce(${t.stratum}, '') AS stratum, ${t.createdAt} - ${t.createdAt} % ${sql.raw(String(hourMs))} AS hour,
               count(*) AS n, sum(${t.reviewProbability}) AS planned, count(${t.arm}) AS drawn,
               sum(CASE WHEN ${t.arm} IS NOT NULL AND ${i.labelSource} <> 'auto' THEN 1 ELSE 0 END) AS answered,
               sum(CASE WHEN ${t.arm} IS NOT NULL AND ${i.status} = 'disputed' THEN 1 ELSE 0 END) AS disputed
          FROM ${t} JOIN ${i} ON ${i.id} = ${t.itemId}
         WHERE ${t.projectId} = ${projectId} AND ${t.destination} = 'auto'
         GROUP BY 1, 2`,
    },
  ];
};

const inSnakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** A flag is 0 or 1 on one engine, and false or true on the other. */
const partOf = (value: unknown): string => String(typeof value === 'boolean' ? Number(value) : value);

const read = async (q: Queryable, { table, keys, sums }: Source, query: SQL): Promise<Sums> => {
  const found: Sums = new Map();
  for (const row of await selectRows(q, query)) {
    if (Number(row['n']) === 0) continue;
    const name = [table, ...keys.map((key) => partOf(row[key]))].join(' ');
    found.set(name, Object.fromEntries(sums.map((sum) => [sum, Number(row[inSnakeCase(sum)])])));
  }
  return found;
};

const every = (q: Queryable, { id, schema }: Pick<ProjectInForce, 'id' | 'schema'>): Source[] => {
  const byClass = hasClasses(schema);
  const counted: Counted = (column) => (byClass ? sql`${column}` : sql`'true'`);
  return [
    ...answerSources(q, id, counted),
    ...sources(q, id, counted),
    ...(byClass ? reliabilitySources(q, id) : []),
  ];
};

/** A project's evidence as it is kept, and as its items, labels and decisions say it must be. */
export const recountEvidence = async (
  q: Queryable,
  project: Pick<ProjectInForce, 'id' | 'schema'>,
): Promise<{ kept: Sums; counted: Sums }> => {
  const kept: Sums = new Map();
  const counted: Sums = new Map();
  for (const source of every(q, project)) {
    for (const [name, sums] of await read(q, source, source.kept)) kept.set(name, sums);
    for (const [name, sums] of await read(q, source, source.counted)) counted.set(name, sums);
  }
  return { kept, counted };
};
