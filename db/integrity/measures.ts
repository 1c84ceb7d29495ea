import { sql } from 'drizzle-orm';
import { decisionBin } from '../../server/domain/measures/changes.ts';
import type { Queryable } from '../database.ts';
import { selectRows } from '../select-rows.ts';
import { gatherFaults, type Check } from './check.ts';

type Counts = Map<string, number>;

const counter = () => {
  const counts: Counts = new Map();
  const add = (n: unknown, ...name: unknown[]): void => {
    const key = name.map(String).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + Number(n));
  };
  return { counts, add };
};

/** Items taken in, decisions made and steps that were run, by model version and as what they were counted. */
const kept = async (q: Queryable, projectId: string): Promise<Counts> => {
  const { measures: m } = q.tables;
  const { counts, add } = counter();
  const rows = await selectRows(
    q,
    sql`SELECT ${m.metric} AS metric, ${m.modelVersionId} AS model,
               CASE ${m.metric} WHEN 'intake' THEN '' WHEN 'decisions' THEN ${m.bin}
                    ELSE ${m.part} || ' ' || ${m.bin} END AS bin,
               sum(${m.n}) AS n
          FROM ${m} WHERE ${m.projectId} = ${projectId} AND ${m.metric} IN ('intake', 'decisions', 'step')
           AND ${m.bin} <> 'missing'
         GROUP BY 1, 2, 3`,
  );
  for (const { metric, model, bin, n } of rows) add(n, metric, model, bin);
  return counts;
};

/** What items say of steps that were run. Of what they say nothing depends on what was declared then. */
const countSteps = async (q: Queryable, projectId: string, add: ReturnType<typeof counter>['add']) => {
  const { items: i, payloads: p } = q.tables;
  const rows = await selectRows(
    q,
    sql`SELECT ${i.modelVersionId} AS model, step.key AS name,
               CASE WHEN step.value ->> 'error' IS NULL THEN 'ok' ELSE 'failed' END AS bin, count(*) AS n
          FROM ${i} JOIN ${p} ON ${p.itemId} = ${i.id} CROSS JOIN ${q.dialect.members(p.steps)} AS step
         WHERE ${i.projectId} = ${projectId} AND ${p.steps} IS NOT NULL
         GROUP BY 1, 2, 3`,
  );
  for (const { model, name, bin, n } of rows) add(n, 'step', model, `${String(name)} ${String(bin)}`);
};

/** The same as items and decisions say; of decisions that were changed, the first. */
const counted = async (q: Queryable, projectId: string): Promise<Counts> => {
  const { items: i, reviews: r, decisions: d, labels: l } = q.tables;
  const { counts, add } = counter();
  // Whatever came with its label came in another time, and is measured by nothing.
  const taken = await selectRows(
    q,
    sql`SELECT ${i.modelVersionId} AS model, count(*) AS n
          FROM ${i} WHERE ${i.projectId} = ${projectId}
           AND NOT EXISTS (SELECT 1 FROM ${l} WHERE ${l.itemId} = ${i.id} AND ${l.source} = 'imported') GROUP BY 1`,
  );
  for (const { model, n } of taken) add(n, 'intake', model, '');
  await countSteps(q, projectId, add);
  const rows = await q.db
    .select({
      model: i.modelVersionId,
      kind: d.kind,
      purpose: r.purpose,
      arm: r.arm,
      agreed: d.agreed,
      n: sql<number>`count(*)`.mapWith(Number),
    })
    .from(d)
    .innerJoin(r, sql`${r.id} = ${d.reviewId}`)
    .innerJoin(i, sql`${i.id} = ${d.itemId}`)
    .where(sql`${d.projectId} = ${projectId} AND ${d.revises} IS NULL AND ${r.purpose} <> 'gold'`)
    .groupBy(i.modelVersionId, d.kind, r.purpose, r.arm, d.agreed);
  for (const { model, n, ...decided } of rows) add(n, 'decisions', model, decisionBin(decided));
  return counts;
};

/** Measures are kept in the transaction that changes them, and so count as many items, decisions and runs as there are. */
export const measures: Check = {
  title: 'measures against a recount',
  find: async (q) => {
    const faults = gatherFaults();
    const { projects: p } = q.tables;
    const whole = await q.db
      .select({ id: p.id, slug: p.slug })
      .from(p)
      .where(sql`${p.measured}`);
    for (const { id, slug } of whole) {
      const says = await kept(q, id);
      const is = await counted(q, id);
      for (const name of new Set([...says.keys(), ...is.keys()]))
        if ((says.get(name) ?? 0) !== (is.get(name) ?? 0))
          faults.add(
            `${slug}: ${name.trim()} is kept as ${says.get(name) ?? 0} and counts ${is.get(name) ?? 0}`,
          );
    }
    return faults.finding();
  },
};
