// Submissions at the level of storage, with or without keeping the counters.
import { v7 } from 'uuid';
import { openDatabase } from '../../../db/open.ts';
import { insertIntake, type IntakeRow } from '../../../db/queries/intake.ts';
import { addRollups } from '../../../db/queries/rollups.ts';
import { answer } from '../processes/answer.ts';
import type { Place } from '../seeds/place.ts';
import { confidenceOf, itemText, valueOf } from '../seeds/submission.ts';

export type Input = { file: string; place: Place; counting: boolean; seconds: number };
export type Output = { perSecond: number };

/** Submissions that share a transaction, as when 64 connections submit. */
const group = 64;

const rowOf = ({ modelVersionId }: Place, n: number): IntakeRow => {
  const confidence = confidenceOf(n);
  const auto = confidence > 0.8;
  return {
    itemId: v7(),
    key: `item-${n}`,
    contentHash: String(n),
    payload: { text: itemText },
    inputs: { brightness: 0.5, line: 'a' },
    priority: 0,
    occurredAt: null,
    modelVersionId,
    value: valueOf(n),
    confidence,
    calibrated: null,
    calibrator: 0,
    scores: { scratched: 0.6, intact: 0.4 },
    latencyMs: 12.5,
    unit: null,
    steps: {},
    others: [],
    skill: null,
    routing: {
      destination: auto ? 'auto' : 'review',
      reviewed: !auto,
      reasons: [auto ? 'at_or_above_threshold' : 'below_threshold'],
      rule: null,
      threshold: 0.8,
      reviewProbability: auto ? 0.05 : 1,
      stratum: null,
      blindProbability: auto ? 0.05 : 0.1,
      arm: auto ? null : 'assisted',
      priority: 0,
      due: null,
      inspectors: auto ? 0 : 1,
    },
  };
};

answer<Input, Output>(async ({ file, place, counting, seconds }) => {
  const db = await openDatabase(file);
  const project = { id: place.projectId, policyRevision: 1, schemaRevision: 1, epoch: 0 };
  let n = 0;
  const store = () =>
    db.write(async (tx) => {
      const rows = Array.from({ length: group }, () => rowOf(place, (n += 1)));
      const now = Date.now();
      await insertIntake(tx, project, rows, now);
      if (!counting) return;
      const waiting = rows.reduce((sum, { routing }) => sum + routing.inspectors, 0);
      await addRollups(tx, place.projectId, [
        ...rows.map(({ routing, modelVersionId }) => ({
          metric: routing.destination,
          modelVersionId,
          at: now,
          n: 1,
        })),
        { metric: 'waiting_inspector', modelVersionId: '', at: null, n: waiting },
      ]);
    });
  const storeFor = async (s: number): Promise<number> => {
    const from = n;
    const started = performance.now();
    while (performance.now() - started < s * 1000) await store();
    return (n - from) / ((performance.now() - started) / 1000);
  };
  await storeFor(seconds);
  const perSecond = await storeFor(seconds);
  await db.close();
  return { perSecond };
});
