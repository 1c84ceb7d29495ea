// The labels in force and how they came to be, walked through by a bare cursor in the order of their keys and written to a file
// as JSON, a line each.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { openDriver } from '../../../db/sqlite.ts';
import { answer } from '../processes/answer.ts';

export type Input = { file: string; projectId: string };
export type Output = { seconds: number; rows: number };

const select = `
  SELECT i.key, y.payload, y.inputs, l.value, l.source, l.decided_at, m.model, p.value AS model_value, p.confidence,
    p.scores, l.agreed, r.arm, r.review_probability, l.inspectors, l.policy_revision, l.schema_revision, i.id AS item_id,
    l.id AS label_id, p.id AS prediction_id, r.id AS routing_id, l.decision_ids
  FROM items i
  JOIN payloads y ON y.item_id = i.id
  JOIN labels l ON l.item_id = i.id AND l.superseded_at IS NULL
  JOIN predictions p ON p.id = l.prediction_id
  JOIN model_versions m ON m.id = p.model_version_id
  JOIN routings r ON r.id = l.routing_id
  WHERE i.project_id = ?
  ORDER BY i.key`;

/** Bytes that are written at a time. */
const pieceLength = 1_000_000;

answer<Input, Output>(async ({ file, projectId }) => {
  const driver = openDriver(file, { readonly: true });
  const to = path.join(path.dirname(file), 'cursor.jsonl');
  const started = performance.now();
  const target = openSync(to, 'w');
  let rows = 0;
  let piece = '';
  for (const row of driver.prepare(select).iterate(projectId)) {
    piece += `${JSON.stringify(row)}\n`;
    rows += 1;
    if (piece.length < pieceLength) continue;
    writeSync(target, piece);
    piece = '';
  }
  writeSync(target, piece);
  closeSync(target);
  const seconds = (performance.now() - started) / 1000;
  driver.close();
  rmSync(to);
  return { seconds, rows };
});
