import { LRUCache } from 'lru-cache';
import type { Queryable } from '../../../db/database.ts';
import { judgedMark, judgedPairs, judgedSince } from '../../../db/queries/rollout-facts.ts';
import type { Rollout } from '../../../db/queries/rollouts.ts';
import type { Outcome, RolloutFacts } from '../../domain/rollout/guardrails/verdict.ts';
import type { ProjectState } from '../../http/handler.ts';
import { sameLabel } from '../../kinds/registry.ts';

type Judged = Pick<RolloutFacts, 'errors' | 'overrides' | 'pairs'>;

/** What people said of the candidate's predictions: those they judged blind by their label, an item once; the others as they were. */
const answersOf = async (q: Queryable, { candidateId }: Rollout, since: number) => {
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
const pairsOf = async (
  q: Queryable,
  project: ProjectState,
  rollout: Rollout,
  since: number,
): Promise<Outcome[]> => {
  const { candidateId, liveId } = rollout;
  if (liveId === null) return [];
  const found = await judgedPairs(q, { candidateId, liveId, since });
  return found.flatMap(({ decided, compared, label, isCandidates, at }) => {
    const isRight = (value: typeof label) => value !== null && sameLabel(project.schema, value, label);
    const [candidate, live] = isCandidates ? [compared, decided] : [decided, compared];
    return isRight(candidate) === isRight(live) ? [] : [{ bad: isRight(live), at }];
  });
};

/** Read again at least so often, in milliseconds, whatever the marks say. */
const keptFor = 300_000;

/** What was read last of a rollout, and what stood behind it then: most looks at a rollout find nothing new. */
const known = new LRUCache<string, { mark: string; judged: Judged }>({ max: 20, ttl: keptFor });

/**
 * What people said of a rollout's candidate since it began, read anew only where it may be more than before; `compared`:
 * another text once more predictions were compared. The mark is read first, so that what is kept is never older than it.
 */
export const judgedOf = async (
  q: Queryable,
  project: ProjectState,
  rollout: Rollout,
  compared: string,
): Promise<Judged> => {
  const mark = `${compared} ${await judgedMark(q, project.id, rollout.candidateId)}`;
  const kept = known.get(rollout.id);
  if (kept?.mark === mark) return kept.judged;
  const since = rollout.startedAt ?? rollout.createdAt;
  const judged = {
    ...(await answersOf(q, rollout, since)),
    pairs: await pairsOf(q, project, rollout, since),
  };
  known.set(rollout.id, { mark, judged });
  return judged;
};
