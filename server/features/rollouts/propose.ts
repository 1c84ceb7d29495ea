import type { Queryable } from '../../../db/database.ts';
import { deploymentOf } from '../../../db/queries/deployments.ts';
import { modelVersionsOf, type ModelCounts } from '../../../db/queries/models.ts';
import { proposeFor } from '../../domain/rollout/propose.ts';
import type { RolloutSettings } from '../../domain/rollout/settings.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { rolloutsContract } from './contract.ts';

const known = (c: ModelCounts) => ({
  judged: c.compared_blind + c.compared_audit,
  wrong: c.compared_blind + c.compared_audit - c.agreed_blind - c.agreed_audit,
  shown: c.compared_assisted,
  overridden: c.compared_assisted - c.agreed_assisted,
});

/**
 * Settings for the rollout of a version by what is known of the one that it would take the place of: that is live, or else
 * predicted last beside it (null: there is none).
 */
export const proposalFor = async (
  q: Queryable,
  projectId: string,
  candidate: string,
): Promise<{ incumbent: { id: string; model: string } | null; settings: RolloutSettings }> => {
  const { live } = await deploymentOf(q, projectId);
  const others = (await modelVersionsOf(q, projectId))
    .filter(({ model, lastPredictionAt }) => model !== candidate && lastPredictionAt !== null)
    .toSorted((a, b) => (b.lastPredictionAt ?? 0) - (a.lastPredictionAt ?? 0));
  const incumbent = others.find(({ model }) => model === live) ?? others[0] ?? null;
  return { incumbent, settings: proposeFor(incumbent && known(incumbent.counts)) };
};

/** Proposes how a version may be rolled out. */
export const propose =
  ({ db }: Services): Handler<(typeof rolloutsContract)['propose']> =>
  ({ project, query: { candidate } }) =>
    db.read(async (q) => {
      const { incumbent, settings } = await proposalFor(q, project.id, candidate);
      return { live: incumbent?.model ?? null, settings };
    });
