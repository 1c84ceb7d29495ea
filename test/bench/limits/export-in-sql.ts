// The dataset of labels read as quickly as SQL can: as JSON made in the database, or as rows that are walked through.
import type Driver from 'better-sqlite3';
import { openDriver } from '../../../db/sqlite.ts';
import { answer } from '../processes/answer.ts';

export type Input = { file: string; projectId: string; how: 'json' | 'rows' };
export type Output = { seconds: number; rows: number };

/** Name and column of what the product exports. */
const columns = [
  ['seq', 'l.seq'],
  ['label_id', 'l.id'],
  ['item_id', 'l.item_id'],
  ['key', 'i.key'],
  ['payload', 'y.payload'],
  ['inputs', 'y.inputs'],
  ['value', 'l.value'],
  ['source', 'l.source'],
  ['confidence', 'p.confidence'],
  ['model', 'm.model'],
  ['model_value', 'p.value'],
  ['agreed', 'l.agreed'],
  ['arm', 'r.arm'],
  ['review_probability', 'r.review_probability'],
  ['policy_revision', 'l.policy_revision'],
  ['schema_revision', 'l.schema_revision'],
  ['decided_at', 'l.decided_at'],
  ['inspectors', 'l.inspectors'],
] as const;

const from = `
  FROM labels l
  JOIN items i ON i.id = l.item_id
  JOIN payloads y ON y.item_id = l.item_id
  JOIN predictions p ON p.id = l.prediction_id
  JOIN model_versions m ON m.id = p.model_version_id
  JOIN routings r ON r.id = l.routing_id
  WHERE l.project_id = ? AND l.seq > 0 AND l.superseded_at IS NULL
  ORDER BY l.seq`;

const asJson = (driver: Driver.Database, projectId: string): number => {
  const object = columns.map(([name, column]) => `'${name}', ${column}`).join(', ');
  const { rows } = driver
    .prepare<string[], { rows: number; bytes: number }>(
      `SELECT count(*) AS rows, sum(n) AS bytes FROM (SELECT length(json_object(${object})) AS n ${from})`,
    )
    .get(projectId) ?? { rows: 0 };
  return rows;
};

const asRows = (driver: Driver.Database, projectId: string): number => {
  const list = columns.map(([name, column]) => `${column} AS ${name}`).join(', ');
  let rows = 0;
  for (const _ of driver.prepare(`SELECT ${list} ${from}`).iterate(projectId)) rows += 1;
  return rows;
};

answer<Input, Output>(async ({ file, projectId, how }) => {
  const driver = openDriver(file, { readonly: true });
  const started = performance.now();
  const rows = (how === 'json' ? asJson : asRows)(driver, projectId);
  const seconds = (performance.now() - started) / 1000;
  driver.close();
  return { seconds, rows };
});
