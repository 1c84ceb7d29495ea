/** The lane of reviews that whoever may judge is given; others are named by a group's name or a person's id. */
export const openLane = '';

/** The longest name of a group: shorter than any id, so that a lane says by itself which of the two it is. */
export const longestGroupName = 30;

/** Where a review stands that is assigned to nobody: with those who have the skill it needs, or with everybody. */
export const laneOfNeed = (skill: string | null): string => skill ?? openLane;

/** Whom a lane is kept for. */
export type LaneOwner = { kind: 'anyone' } | { kind: 'group'; name: string } | { kind: 'person'; id: string };

/** Whom a lane is kept for, by its name alone. */
export const ownerOf = (lane: string): LaneOwner => {
  if (lane === openLane) return { kind: 'anyone' };
  return lane.length > longestGroupName ? { kind: 'person', id: lane } : { kind: 'group', name: lane };
};

/** Whether a lead gave a review to somebody, beyond what skill it needs. */
export const isAssigned = ({ lane, needs }: { lane: string; needs: string | null }): boolean =>
  lane !== laneOfNeed(needs);

/** The first of a lane's reviews that a person may be given: minus its priority; null: there is none. */
export type LaneHead = { lane: string; negPriority: number | null };

/**
 * The lane to take the next review from: that of the highest priority, and of equals the one named first, so that what is
 * kept for few comes before what anybody may do. Null: none has any.
 */
export const nextLane = (heads: readonly LaneHead[]): string | null => {
  let first: { lane: string; negPriority: number } | null = null;
  for (const { lane, negPriority } of heads)
    if (negPriority !== null && (first === null || negPriority < first.negPriority))
      first = { lane, negPriority };
  return first?.lane ?? null;
};
