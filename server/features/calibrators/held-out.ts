import { setImmediate as nextTask } from 'node:timers/promises';
import { drawsAtOnce, drawsBefore, type DrawnItem } from '../../../db/queries/certification.ts';
import type { PredictingModel } from '../../../db/queries/evidence.ts';
import { heldOutShare } from '../../domain/certification-fold.ts';
import { draw } from '../../domain/draw.ts';
import type { JudgedConfidence } from '../../domain/statistics/isotonic.ts';
import type { ProjectState, Services } from '../../http/handler.ts';

/** Blind draws of the project that are looked at for held-out ones, the latest. */
const mostDraws = 50_000;

/** What a draw that people have judged says of confidence, weighted by 1/π; nothing where it is not judged. */
const judgedOf = ({ confidence, source, agreed, blindProbability: pi }: DrawnItem): JudgedConfidence[] =>
  confidence === null || agreed === null || source === null || source === 'auto' || !pi
    ? []
    : [{ confidence, correct: agreed, weight: 1 / pi }];

/**
 * The labels of a model version that certification does not use, in the order of their draws. Other requests have their
 * turn between two lots of draws.
 */
export const heldOutLabels = async (
  { db }: Services,
  { id: projectId, seed }: ProjectState,
  version: PredictingModel,
  signal: AbortSignal,
): Promise<JudgedConfidence[]> => {
  const latest: JudgedConfidence[] = [];
  let last: string | null = null;
  for (let looked = 0; looked < mostDraws; looked += drawsAtOnce) {
    const before: string | null = last;
    const draws: DrawnItem[] = await db.read((q) => drawsBefore(q, projectId, before));
    for (const row of draws)
      if (row.modelVersionId === version.id && draw(seed, 'calibration', row.key) < heldOutShare)
        latest.push(...judgedOf(row));
    last = draws.at(-1)?.id ?? null;
    if (draws.length < drawsAtOnce) break;
    await nextTask(undefined, { signal });
  }
  return latest.toReversed();
};
