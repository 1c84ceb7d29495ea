import { answersByPerson, ownCounts, ownGold, ownSettled } from '../../../db/queries/personal.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { sameLabel } from '../../kinds/registry.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { personalContract } from './contract.ts';

/** A day is of 25 hours at most, and begins at another time elsewhere. */
const longest = 48 * 3_600_000;
const settledShown = 500;
const dayMs = 24 * 3_600_000;
/** Of fewer gold answers it could be told which they were. */
const fewestGold = 10;

/** What inspectors are told of their own work. */
export const personalHandlers = ({ db, now }: Services): Handlers<typeof personalContract> => ({
  get: async ({ project, principal, query }) => {
    const since = Math.max(Date.parse(query.since), now() - longest);
    const today = Math.floor(now() / dayMs) * dayMs;
    const [counts, settled, gold, team] = await db.read(async (q) => [
      await ownCounts(q, project.id, principal.id, since),
      await ownSettled(q, project.id, principal.id, settledShown),
      await ownGold(q, project.id, principal.id, today, settledShown),
      project.countsByName ? await answersByPerson(q, project.id, since) : null,
    ]);
    const of = (kind: string) => counts.find((row) => row.kind === kind);
    const first = Math.min(...counts.map(({ firstAt }) => firstAt));
    return {
      decided: {
        answers: of('answer')?.n ?? 0,
        skips: of('skip')?.n ?? 0,
        escalations: of('escalation')?.n ?? 0,
        timed: of('answer')?.timed ?? 0,
        spentMs: of('answer')?.spentMs ?? 0,
        firstAt: Number.isFinite(first) ? new Date(first).toISOString() : null,
      },
      consensus: proportionOf(
        settled.filter(({ value, label }) => sameLabel(project.schema, value, label)).length,
        settled.length,
      ),
      gold:
        gold.length < fewestGold
          ? null
          : proportionOf(
              gold.filter(({ value, known }) => sameLabel(project.schema, value, known)).length,
              gold.length,
            ),
      team: team?.map(({ userId, ...person }) => ({ ...person, isOneself: userId === principal.id })) ?? null,
    };
  },
});
