import { groupsOf, type Group } from '../../../db/queries/groups.ts';
import { membersOf, type Member } from '../../../db/queries/people.ts';
import { mostWaitingCounted, waitingWork, workInHand } from '../../../db/queries/work-in-hand.ts';
import { keptTeller } from '../../contract/kept-for.ts';
import { ownerOf } from '../../domain/lanes.ts';
import { permissionsOf } from '../../domain/roles.ts';
import type { Audience } from '../../domain/words.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { queueContract } from './contract.ts';

/** Holds that one reply tells, at most. */
const mostHolds = 200;

const iso = (at: number): string => new Date(at).toISOString();

/** Who is there to be given what. */
const workers = (members: Member[], audience: Audience): Set<string> => {
  const needed = audience === 'lead' ? 'reviews.lead' : 'reviews.work';
  const may = ({ isAdmin, role, disabledAt }: Member) =>
    disabledAt === null && (isAdmin || (role !== null && permissionsOf[role].has(needed)));
  return new Set(members.filter(may).map(({ id }) => id));
};

/** How many people take from a lane. */
const peopleCounter = (groups: Group[], members: Member[]) => {
  const group = new Map(groups.map((one) => [one.name, one]));
  const able = { inspector: workers(members, 'inspector'), lead: workers(members, 'lead') };
  return (lane: string, audience: Audience): number => {
    const owner = ownerOf(lane);
    if (owner.kind === 'anyone') return able[audience].size;
    const ids =
      owner.kind === 'person' ? [owner.id] : (group.get(owner.name)?.members ?? []).map(({ id }) => id);
    return ids.filter((id) => able[audience].has(id)).length;
  };
};

/** What waits, and who holds what. */
export const get =
  ({ db, now }: Services): Handler<(typeof queueContract)['get']> =>
  ({ project: { id } }) =>
    db.read(async (q) => {
      const at = now();
      const [groups, members] = [await groupsOf(q, id), await membersOf(q, id)];
      const keptOf = keptTeller({ groups, people: members });
      const people = peopleCounter(groups, members);
      const waiting = await waitingWork(q, id, at);
      const { holds, total } = await workInHand(q, id, at, mostHolds);
      return {
        waiting: waiting.map(({ lane, needs, oldest, ...row }) => ({
          ...row,
          ...keptOf({ lane, needs }),
          people: people(lane, row.audience),
          oldestSince: iso(oldest),
        })),
        isCut: waiting.reduce((sum, { n }) => sum + n, 0) === mostWaitingCounted,
        holds: holds.map(({ id: reviewId, key, purpose, lane, needs, holder, since, expiresAt }) => ({
          reviewId,
          key,
          purpose: purpose === 'adjudication' ? ('adjudication' as const) : ('review' as const),
          ...keptOf({ lane, needs }),
          holder,
          since: since === null ? null : iso(since),
          expiresAt: iso(expiresAt),
        })),
        held: total,
      };
    });
