import type { SubjectStanding } from '../drift/state.ts';
import { figures, type FigureName } from '../measures/figures.ts';
import type { FigureValue } from '../measures/figure.ts';
import type { Measure } from '../measures/metrics.ts';
import type { StepOutcome } from './measures.ts';
import {
  firstMoved,
  stepStanding,
  type FirstMoved,
  type MovedMetric,
  type StepRuns,
  type StepStanding,
} from './state.ts';
import { metricOf, type PipelineStep } from './steps.ts';

/**
 * What steps are told from: what came of them, each with the start of its stretch of time (epoch milliseconds), how long they
 * took, and how what is measured drifts.
 */
type Seen = {
  outcomes: readonly (Measure & { at: number })[];
  latencies: readonly Measure[];
  drift: readonly SubjectStanding[];
};

/** Everything that is told of a step. */
export type StepTold = StepStanding &
  Pick<PipelineStep, 'name' | 'after'> & {
    missing: FigureValue;
    failed: FigureValue;
    latencyP50: FigureValue;
    latencyP95: FigureValue;
    moved: MovedMetric[];
    /** Of the steps that lead to it, and itself, the one that moved first. */
    firstMoved: FirstMoved | null;
  };

const runsOf = (outcomes: Seen['outcomes'], step: string): StepRuns[] => {
  const runs = new Map<number, StepRuns>();
  for (const { part, bin, n, at } of outcomes) {
    if (part !== step) continue;
    const known = runs.get(at) ?? { at, ok: 0, failed: 0, missing: 0 };
    known[bin as StepOutcome] += n; // the bins of this metric
    runs.set(at, known);
  }
  return [...runs.values()].toSorted((a, b) => a.at - b.at);
};

/** The metrics of a step that moved, of whatever model version; one that moved in several since the first. */
const movedOf = ({ name, metrics }: PipelineStep, drift: readonly SubjectStanding[]): MovedMetric[] =>
  metrics.flatMap(({ name: metric }) => {
    const states = drift.filter(({ subject }) => subject === `input:${metricOf(name, metric)}`);
    const since = states.flatMap((state) => state.since ?? []);
    if (since.length === 0) return [];
    const standing = states.some((state) => state.standing === 'drifting') ? 'drifting' : 'moved';
    return [{ metric, standing, since: Math.min(...since) }];
  });

/** How the steps of a pipeline stand, in their order: from what was measured over a time, and from how their metrics drift. */
export const stepsTold = (
  steps: readonly PipelineStep[],
  { outcomes, latencies, drift }: Seen,
): StepTold[] => {
  const measures = [...outcomes, ...latencies];
  const told = steps.map((step) => {
    const { name, after } = step;
    const moved = movedOf(step, drift);
    const figure = (of: FigureName) => figures[of].of(measures, 1, { step: name });
    return {
      name,
      after,
      ...stepStanding(runsOf(outcomes, name), moved),
      missing: figure('step_missing_share'),
      failed: figure('step_failed_share'),
      latencyP50: figure('step_latency_p50'),
      latencyP95: figure('step_latency_p95'),
      moved,
    };
  });
  const since = new Map(told.map((one) => [one.name, one.since]));
  return told.map((one) => ({
    ...one,
    firstMoved: one.since === null ? null : firstMoved(steps, since, one.name),
  }));
};
