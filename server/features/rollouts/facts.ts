import type { Queryable } from '../../../db/database.ts';
import { measuresBetween } from '../../../db/queries/measures.ts';
import { judgedPairs, judgedSince, rolloutCounts } from '../../../db/queries/rollout-facts.ts';
import type { Rollout } from '../../../db/queries/rollouts.ts';
import type { Measure } from '../../domain/measures/metrics.ts';
import { quantileOf } from '../../domain/measures/quantile.ts';
import { startOf } from '../../domain/measures/spans.ts';
import { verdictsOf } from '../../domain/rollout/guardrails/registry.ts';
import type { Outcome, RolloutFacts, Verdict } from '../../domain/rollout/guardrails/verdict.ts';
import { isActive, isInShadow } from '../../domain/rollout/states.ts';
import type { ProjectState } from '../../http/handler.ts';
import { labelKinds } from '../../kinds/registry.ts';

/** What people said of the candidate's predictions: those they judged blind by their label, an item once; the others as they were. */
const judged = async (q: Queryable, { candidateId }: Rollout, since: number) => {
  const rows = await judgedSince(q, candidateId, since);
  const settled = new Map<string, Outcome>();
  for (const { itemId, blind, right, labelledAt } of rows)
    if (blind && right !== null && labelledAt !== null) settled.set(itemId, { bad: !right, at: labelledAt });
  return {
    errors: [...settled.values()].toSorted((a, b) => a.at - b.at),
    overrides: rows
      .filter(({ blind }) => !blind)
      .map(({ agreed, answeredAt }) => ({ bad: !agreed, at: answeredAt })),
  };
};

/** Pairs on which one version was right and the other wrong: whether that was live. */
const pairs = async (
  q: Queryable,
  project: ProjectState,
  rollout: Rollout,
  since: number,
): Promise<Outcome[]> => {
  const { candidateId, liveId } = rollout;
  if (liveId === null) return [];
  const { same } = labelKinds[project.schema.kind];
  const found = await judgedPairs(q, { candidateId, liveId, since });
  return found.flatMap(({ decided, compared, label, isCandidates, at }) => {
    const isRight = (value: typeof label) => value !== null && same(value, label);
    const [candidate, live] = isCandidates ? [compared, decided] : [decided, compared];
    return isRight(candidate) === isRight(live) ? [] : [{ bad: isRight(live), at }];
  });
};

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
  return {
    ...(await judged(q, rollout, since)),
    pairs: await pairs(q, project, rollout, since),
    both: counts.candidate - start.candidate + counts.live - start.live,
    differing: counts.differing - start.differing,
    ...measured(measures),
    expected: counts.asked - step.asked,
    covered: counts.candidate - step.candidate,
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
