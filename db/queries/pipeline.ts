import { startOf, spanAt } from '../../server/domain/measures/spans.ts';
import { firstMoved, type FirstMoved } from '../../server/domain/pipeline/state.ts';
import { stepsTold, type StepTold } from '../../server/domain/pipeline/standings.ts';
import type { Queryable } from '../database.ts';
import { driftStates } from './drift.ts';
import { measuresBetween, measuresByStep } from './measures.ts';
import type { ProjectInForce } from './projects.ts';

/** How far back it is looked at what came of the steps, in milliseconds. */
export const pipelineWindow = 86_400_000;

type Pipeline = Pick<ProjectInForce, 'id' | 'pipeline'>;

/** How the steps of a project's pipeline stand at an instant (epoch milliseconds), in their order. */
export const pipelineStandings = async (
  q: Queryable,
  { id, pipeline }: Pipeline,
  now: number,
): Promise<StepTold[]> => {
  if (pipeline.length === 0) return [];
  const from = startOf(now - pipelineWindow, spanAt(pipelineWindow));
  const time = { from, to: now + 1 };
  return stepsTold(pipeline, {
    outcomes: await measuresByStep(q, id, { metrics: ['step'], ...time }, 1),
    latencies: await measuresBetween(q, id, { metrics: ['step_latency'], ...time }),
    drift: await driftStates(q, id),
  });
};

/** The step of a project that moved first; null: none did, or it has no steps. */
export const firstStepMoved = async (
  q: Queryable,
  project: Pipeline,
  now: number,
): Promise<FirstMoved | null> => {
  const told = await pipelineStandings(q, project, now);
  return firstMoved(project.pipeline, new Map(told.map(({ name, since }) => [name, since])));
};
