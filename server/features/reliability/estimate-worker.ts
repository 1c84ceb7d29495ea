// Estimates what inspectors' answers are worth, on a thread of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { posteriorsOf } from '../../domain/estimated-items.ts';
import { resultOf, type EstimateInput } from '../../domain/reliability-estimate.ts';
import {
  dawidSkene,
  type DawidSkene,
  type RatedItems,
  type Rating,
} from '../../domain/statistics/dawid-skene.ts';
import type { Told } from './estimate-thread.ts';

/** The least time between two words on how far it is, in milliseconds. */
const tellEvery = 500;

/** It is done once a round gains less log-likelihood than this for each answer, or after so many rounds. */
const tolerancePerAnswer = 1e-8;
const mostRounds = 500;

const input = workerData as EstimateInput; // as `estimateOnThread` sends it

const ratedItems = ({ users, classes, items, ratings }: EstimateInput): RatedItems => {
  const rated: Rating[][] = Array.from({ length: items }, () => []);
  for (let at = 0; at < ratings.length; at += 3)
    rated[ratings[at] ?? 0]?.push({ observer: ratings[at + 1] ?? 0, value: ratings[at + 2] ?? 0 });
  return { observers: users.length, classes: classes.length, items: rated };
};

const tell = (told: Told): void =>
  parentPort?.postMessage(told, told.found ? [told.found.posteriors.buffer] : []);

const estimate = (): DawidSkene => {
  const tolerance = (tolerancePerAnswer * input.ratings.length) / 3;
  const steps = dawidSkene(ratedItems(input), { tolerance, most: mostRounds });
  let told = -Infinity;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - told < tellEvery) continue;
    told = performance.now();
    tell({ ...step.value, found: null });
  }
};

const estimated = estimate();
const result = resultOf(input, estimated);
tell({
  iterations: estimated.iterations,
  logLikelihood: estimated.logLikelihood,
  found: { result, posteriors: posteriorsOf(result, input) },
});
