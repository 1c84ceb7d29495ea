import type { Transaction } from '../../../db/database.ts';
import { knownItems, lockWaiting, putInLane, type WaitingReview } from '../../../db/queries/assign.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { groupNamed } from '../../../db/queries/groups.ts';
import { memberOf } from '../../../db/queries/people.ts';
import { assigned, passedOver, type AssignTo, type NotAssigned } from '../../domain/assigning.ts';
import { permissionsOf } from '../../domain/roles.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { auditedItems } from './audited-items.ts';
import type { queueContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type Target = { isLead: boolean; title: string };

const person = async (tx: Transaction, projectId: string, id: string): Promise<Target> => {
  const member = await memberOf(tx, projectId, id);
  const role = member?.isAdmin ? 'admin' : member?.role;
  if (!member || !role || member.disabledAt !== null || !permissionsOf[role].has('reviews.work'))
    throw invalidField(['to', 'id'], told`is nobody who reviews in this project`);
  return { isLead: permissionsOf[role].has('reviews.lead'), title: member.name };
};

/** Whom the reviews are to go to; throws where there is no such person or group. */
const targetOf = async (tx: Transaction, projectId: string, to: AssignTo): Promise<Target> => {
  if (to.kind === 'person') return person(tx, projectId, to.id);
  if (to.kind === 'anyone' || to.name === null) return { isLead: false, title: '' };
  const group = await groupNamed(tx, projectId, to.name);
  if (!group) throw invalidField(['to', 'name'], told`is no group or skill of this project`);
  return { isLead: false, title: group.title };
};

/** Puts reviews where they are to stand, those that go to the same place together; answers how many still waited. */
const move = async (tx: Transaction, reviews: WaitingReview[], to: AssignTo): Promise<number> => {
  const places = Map.groupBy(reviews, (review) => JSON.stringify(assigned(review, to)));
  let moved = 0;
  for (const together of places.values()) {
    const [first] = together;
    if (!first) continue;
    const ids = together.map(({ id }) => id);
    moved += (await putInLane(tx, ids, assigned(first, to))).length;
  }
  return moved;
};

const keysOf = (reviews: WaitingReview[]): string[] => [...new Set(reviews.map(({ key }) => key))];

/** Out of whose hands the reviews were taken, as the audit log tells it. */
const takenFrom = (reviews: WaitingReview[], to: AssignTo) => {
  const holders = reviews.flatMap((review) =>
    review.holder !== null && assigned(review, to).endsHold ? [review.holder] : [],
  );
  return holders.length === 0 ? null : { holders: [...new Set(holders)] };
};

/** Says who gets reviews: one person, a group, those with a skill, or everybody. */
export const assign =
  ({ db, now, publish }: Services): Handler<(typeof queueContract)['assign']> =>
  ({ project, principal, body: { which, to, takeBack, reason } }) =>
    db.write(async (tx) => {
      const at = now();
      const { isLead, title } = await targetOf(tx, project.id, to);
      const found = await lockWaiting(tx, project.id, which, at);
      const itemIds = found.map(({ itemId }) => itemId);
      const known = to.kind === 'person' ? await knownItems(tx, to.id, itemIds) : new Set<string>();
      const over = (review: WaitingReview) =>
        passedOver(review, to, { isLead, knowsItem: known.has(review.itemId) }, takeBack);
      const reviews = found.filter((review) => over(review) === null);
      const moved = await move(tx, reviews, to);
      const count = (why: NotAssigned) => found.filter((review) => over(review) === why).length;
      const asked = 'keys' in which ? new Set(which.keys).size : new Set(which.reviews).size;
      const waiting = 'keys' in which ? keysOf(found).length : found.length;
      if (moved > 0) {
        const { subject, items } = auditedItems(keysOf(reviews));
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: to.kind === 'anyone' ? 'review.released' : 'review.assigned',
          subject,
          before: takenFrom(reviews, to),
          after: { ...(to.kind === 'anyone' ? {} : { [to.kind]: title }), reason, items },
        });
        publish.queueChanged(tx, project, 'top');
      }
      return {
        assigned: moved,
        passedOver: {
          held: count('held'),
          known: count('known'),
          for_leads: count('for_leads'),
          not_waiting: asked - waiting,
        },
      };
    });
