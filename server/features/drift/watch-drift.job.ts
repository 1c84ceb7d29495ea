import { system } from '../../../db/actor.ts';
import {
  driftReference,
  insertDriftWindow,
  latestDriftWindows,
  type DriftReference,
} from '../../../db/queries/drift.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { measuresBetween } from '../../../db/queries/measures.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { compareWithReference, fewestCurrent } from '../../domain/drift/compare.ts';
import { countAll, driftCounts, driftMetrics } from '../../domain/drift/counts.ts';
import { startOf } from '../../domain/measures/spans.ts';
import type { Services } from '../../http/handler.ts';
import { defineJob } from '../../jobs/job.ts';
import { takeReference } from './take-reference.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

/** A first reference is taken once a day of so many items has come in: nights differ from days. */
const firstLength = dayMs;
const fewestForFirst = 1_000;

/** Ends of windows lie where measures that are a little older still begin, but for windows that are shorter. */
const grid = 15;

/** Takes the first reference of a model version by itself, once enough came in. */
const takeFirst = async (services: Services, projectId: string, modelVersionId: string): Promise<void> => {
  const { db, now } = services;
  const to = startOf(now(), grid);
  const from = to - firstLength;
  const of = (start: number, end: number) =>
    db.read(async (q) => {
      const filter = { metrics: driftMetrics, modelVersionId, from: start, to: end };
      return countAll(driftCounts(await measuresBetween(q, projectId, filter))['classes'] ?? {});
    });
  if ((await of(from, to)) < fewestForFirst || (await of(from - dayMs, from + 60 * minuteMs)) === 0) return;
  const asked = { modelVersionId, from, to, name: 'First day', windowMinutes: 60, actor: system };
  await db.write((tx) => takeReference(tx, services, projectId, asked));
};

/** Holds what came in since the last window against the reference, once that is long enough and enough. */
const watch = async ({ db, now }: Services, projectId: string, reference: DriftReference): Promise<void> => {
  const { modelVersionId, windowMinutes } = reference;
  const [last] = await db.read((q) => latestDriftWindows(q, reference.id, 1));
  const step = Math.min(windowMinutes, grid);
  const start = last?.end ?? startOf(reference.createdAt, step);
  const end = startOf(now(), step);
  if (end - start < windowMinutes * minuteMs) return;
  const filter = { metrics: driftMetrics, modelVersionId, from: start, to: end };
  const counts = driftCounts(await db.read((q) => measuresBetween(q, projectId, filter)));
  if (countAll(counts['classes'] ?? {}) < fewestCurrent) return;
  const results = compareWithReference(reference.counts, counts);
  await db.write((tx) => insertDriftWindow(tx, reference.id, { start, end, results }));
};

/** Holds the traffic of every model version against its reference, window by window. */
export const watchDrift = defineJob({
  name: 'watch-drift',
  everySeconds: 60,
  run: async (services, signal) => {
    const { db } = services;
    for (const { id: projectId } of await db.read((q) => projectStates(q, null)))
      for (const { id } of await db.read((q) => predictingModels(q, projectId))) {
        signal.throwIfAborted();
        const reference = await db.read((q) => driftReference(q, projectId, id));
        if (reference) await watch(services, projectId, reference);
        else await takeFirst(services, projectId, id);
      }
  },
});
