import { isAssigned, laneOfNeed } from './lanes.ts';
import type { Audience } from './words.ts';

/** What a lead makes of reviews: whom they are kept for, or which skill they need (null: none). */
export type AssignTo =
  | { kind: 'anyone' }
  | { kind: 'person'; id: string }
  | { kind: 'group'; name: string }
  | { kind: 'skill'; name: string | null };

/** Why a review is left as it is. */
export const notAssigned = ['held', 'known', 'for_leads', 'not_waiting'] as const;
export type NotAssigned = (typeof notAssigned)[number];

/** A review that waits or is held, as far as it says to whom it may go. */
export type Assignable = { audience: Audience; lane: string; needs: string | null; holderId: string | null };

/** What is known of whom it is to go to: whether leads' work may, and whether they know the item. */
export type Assignee = { isLead: boolean; knowsItem: boolean };

/**
 * Why a review is passed over; null: it is not. One in somebody's hands is taken out of them only where that is asked for
 * (`takeBack`); that it may be given to its holder themselves, or need another skill, takes it from nobody.
 */
export const passedOver = (
  { audience, holderId }: Assignable,
  to: AssignTo,
  { isLead, knowsItem }: Assignee,
  takeBack: boolean,
): NotAssigned | null => {
  if (to.kind !== 'anyone' && audience === 'lead' && !isLead) return 'for_leads';
  if (knowsItem) return 'known';
  const stays = to.kind === 'skill' || (to.kind === 'person' && holderId === to.id);
  return holderId !== null && !stays && !takeBack ? 'held' : null;
};

/** Where a review stands after it: its lane and need, and whether it ends a hold. */
export const assigned = (
  review: Assignable,
  to: AssignTo,
): Pick<Assignable, 'lane' | 'needs'> & { endsHold: boolean } => {
  const { needs, holderId } = review;
  switch (to.kind) {
    case 'anyone':
      return { lane: laneOfNeed(needs), needs, endsHold: true };
    case 'person':
      return { lane: to.id, needs, endsHold: holderId !== to.id };
    case 'group':
      return { lane: to.name, needs, endsHold: true };
    case 'skill':
      return {
        lane: isAssigned(review) ? review.lane : laneOfNeed(to.name),
        needs: to.name,
        endsHold: false,
      };
  }
};
