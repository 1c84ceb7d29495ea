import { deploymentOf } from '../../../db/queries/deployments.ts';
import { modelVersionsOf, type ModelCounts } from '../../../db/queries/models.ts';
import { proposeFor } from '../../domain/rollout/propose.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { rolloutsContract } from './contract.ts';

const known = (c: ModelCounts) => ({
  judged: c.compared_blind + c.compared_audit,
  wrong: c.compared_blind + c.compared_audit - c.agreed_blind - c.agreed_audit,
  shown: c.compared_assisted,
  overridden: c.compared_assisted - c.agreed_assisted,
});

/** Settings for a rollout by what is known of the version that is live, or that predicted last beside the candidate. */
export const propose =
  ({ db }: Services): Handler<(typeof rolloutsContract)['propose']> =>
  ({ project, query: { candidate } }) =>
    db.read(async (q) => {
      const { live } = await deploymentOf(q, project.id);
      const others = (await modelVersionsOf(q, project.id))
        .filter(({ model, lastPredictionAt }) => model !== candidate && lastPredictionAt !== null)
        .toSorted((a, b) => (b.lastPredictionAt ?? 0) - (a.lastPredictionAt ?? 0));
      const incumbent = others.find(({ model }) => model === live) ?? others[0];
      return {
        live: incumbent?.model ?? null,
        settings: proposeFor(incumbent ? known(incumbent.counts) : null),
      };
    });
