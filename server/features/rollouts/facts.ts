import type { Queryable } from '../../../db/database.ts';
import { measuresBetween } from '../../../db/queries/measures.ts';
import { rolloutCounts } from '../../../db/queries/rollout-facts.ts';
import type { Rollout } from '../../../db/queries/rollouts.ts';
import { driftCounts } from '../../domain/drift/counts.ts';
import type { Measure } from '../../domain/measures/metrics.ts';
import { quantileOf } from '../../domain/measures/quantile.ts';
import { startOf } from '../../domain/measures/spans.ts';
import { verdictsOf } from '../../domain/rollout/guardrails/registry.ts';
import type { RolloutFacts, Verdict } from '../../domain/rollout/guardrails/verdict.ts';
import { isActive, isInShadow } from '../../domain/rollout/states.ts';
import type { ProjectState } from '../../http/handler.ts';
import { judgedOf } from './judged.ts';

/** What is measured of the candidate's predictions, whether they decided or were compared. */
const measured = (measures: readonly Measure[]) => {
  const said = measures.filter(({ metric }) => metric === 'intake' || metric === 'compared');
  const times = measures.filter(({ metric }) => metric === 'latency' || metric === 'compared_latency');
  const count = (some: readonly Measure[]) => some.reduce((sum, { n }) => sum + n, 0);
  return {
    predicted: count(said),
    abstained: count(said.filter(({ part }) => part === '')),
    timed: count(times),
    latency: quantileOf(times, 0.95),
  };
};

/** The declared inputs of what live and the candidate decided since the step began. */
const inputsOf = async (
  q: Queryable,
  projectId: string,
  { candidateId, liveId, since, state, step, settings: { limits } }: Rollout,
): Promise<RolloutFacts['inputs']> => {
  if (liveId === null || limits.input_drift === undefined || isInShadow({ state, step }))
    return { live: {}, candidate: {} };
  const filter = { metrics: ['input' as const], from: startOf(since, 1), to: Number.MAX_SAFE_INTEGER };
  const of = async (modelVersionId: string) =>
    driftCounts(await measuresBetween(q, projectId, { ...filter, modelVersionId }));
  return { live: await of(liveId), candidate: await of(candidateId) };
};

const factsOf = async (q: Queryable, project: ProjectState, rollout: Rollout): Promise<RolloutFacts> => {
  const since = rollout.startedAt ?? rollout.createdAt;
  const counts = await rolloutCounts(q, project.id, rollout);
  const { countedAtStart: start, countedAtStep: step } = rollout;
  const measures = await measuresBetween(q, project.id, {
    metrics: ['intake', 'compared', 'latency', 'compared_latency'],
    modelVersionId: rollout.candidateId,
    from: startOf(since, 1),
    to: Number.MAX_SAFE_INTEGER,
  });
  const compared = `${counts.candidate} ${counts.live} ${counts.differing}`;
  return {
    ...(await judgedOf(q, project, rollout, compared)),
    both: counts.candidate - start.candidate + counts.live - start.live,
    differing: counts.differing - start.differing,
    ...measured(measures),
    expected: counts.asked - step.asked,
    covered: counts.candidate - step.candidate,
    inputs: await inputsOf(q, project.id, rollout),
  };
};

/** What the guardrails of a rollout say at this moment; of one that is not under way, nothing. */
export const verdictsAt = async (
  q: Queryable,
  project: ProjectState,
  rollout: Rollout,
): Promise<Verdict[]> => {
  if (!isActive(rollout.state)) return [];
  const facts = await factsOf(q, project, rollout);
  return verdictsOf(rollout.settings, { facts, since: rollout.since, inShadow: isInShadow(rollout) });
};
