import { ladderFacts } from '../../../db/ladder-facts.ts';
import { checklist, isHigher } from '../../domain/ladder.ts';
import { degrees } from '../../domain/words.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { ladderContract } from './contract.ts';

/** The way up: what evidence each higher degree asks for. */
export const ladderHandlers = (s: Services): Handlers<typeof ladderContract> => ({
  get: ({ project }) =>
    s.db.read(async (q) => {
      const { model, facts } = await ladderFacts(q, project, s.now());
      const { policy } = project;
      return {
        degree: policy.degree,
        model,
        steps: degrees
          .filter((degree) => isHigher(degree, policy.degree))
          .map((to) => ({ to, requirements: checklist(policy, to, facts) })),
      };
    }),
});
