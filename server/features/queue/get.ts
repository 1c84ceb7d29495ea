import { groupsOf, type Group } from '../../../db/queries/groups.ts';
import { membersOf, type Member } from '../../../db/queries/people.ts';
import { mostWaitingCounted, waitingWork, workInHand } from '../../../db/queries/work-in-hand.ts';
import { ownerOf } from '../../domain/lanes.ts';
import { permissionsOf } from '../../domain/roles.ts';
import type { Audience } from '../../domain/words.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { KeptFor, queueContract } from './contract.ts';

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

/** Tells lanes by what people call them, and how many people take from them. */
const tellLanes = (groups: Group[], members: Member[]) => {
  const group = new Map(groups.map((one) => [one.name, one]));
  const person = new Map(members.map((one) => [one.id, one.name]));
  const able = { inspector: workers(members, 'inspector'), lead: workers(members, 'lead') };
  const keptFor = (lane: string): KeptFor => {
    const owner = ownerOf(lane);
    if (owner.kind === 'anyone') return owner;
    return owner.kind === 'group'
      ? { ...owner, title: group.get(owner.name)?.title ?? owner.name }
      : { ...owner, title: person.get(owner.id) ?? '' };
  };
  const people = (lane: string, audience: Audience): number => {
    const owner = ownerOf(lane);
    if (owner.kind === 'anyone') return able[audience].size;
    const ids =
      owner.kind === 'person' ? [owner.id] : (group.get(owner.name)?.members ?? []).map(({ id }) => id);
    return ids.filter((id) => able[audience].has(id)).length;
  };
  const needs = (name: string | null) => (name === null ? null : (group.get(name)?.title ?? name));
  return {
    people,
    told: (of: { lane: string; needs: string | null }) => ({
      keptFor: keptFor(of.lane),
      needs: needs(of.needs),
    }),
  };
};

/** What waits, and who holds what. */
export const get =
  ({ db, now }: Services): Handler<(typeof queueContract)['get']> =>
  ({ project: { id } }) =>
    db.read(async (q) => {
      const at = now();
      const { told, people } = tellLanes(await groupsOf(q, id), await membersOf(q, id));
      const waiting = await waitingWork(q, id, at);
      const { holds, total } = await workInHand(q, id, at, mostHolds);
      return {
        waiting: waiting.map(({ lane, needs, oldest, ...row }) => ({
          ...row,
          ...told({ lane, needs }),
          people: people(lane, row.audience),
          oldestSince: iso(oldest),
        })),
        isCut: waiting.reduce((sum, { n }) => sum + n, 0) === mostWaitingCounted,
        holds: holds.map(({ id: reviewId, key, purpose, lane, needs, holder, since, expiresAt }) => ({
          reviewId,
          key,
          purpose: purpose === 'adjudication' ? ('adjudication' as const) : ('review' as const),
          ...told({ lane, needs }),
          holder,
          since: since === null ? null : iso(since),
          expiresAt: iso(expiresAt),
        })),
        held: total,
      };
    });
