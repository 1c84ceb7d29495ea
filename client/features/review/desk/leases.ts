import type { Desk, Held } from './desk.ts';
import { allHeld, isInGrid, standsInGrid } from './grid.ts';

/** A hold on a review, as the server checks it. */
export type Lease = { reviewId: string; token: number };

const leaseOf = ({ review }: Pick<Held, 'review'>): Lease => ({ reviewId: review.id, token: review.token });

/** The holds to keep alive: of what lies on the desk, and of what is decided but not yet sent. */
export const leasesToRenew = (desk: Desk): Lease[] => [
  ...[desk.hand, ...desk.ahead].flatMap((held) => (held && !held.lost ? [leaseOf(held)] : [])),
  ...desk.outbox.flatMap((entry) => (entry.is === 'ending' ? [leaseOf(entry)] : [])),
];

/**
 * The holds to give back on leaving: of what was claimed ahead and never begun. The item in hand waits its term, but for
 * one that only stands in a grid.
 */
export const leasesToRelease = (desk: Desk): Lease[] =>
  [...(desk.hand && isInGrid(desk) ? [desk.hand] : []), ...desk.ahead]
    .filter((held) => !held.lost && held.returned === null)
    .map(leaseOf);

/** The holds to give back where grids are claimed from now on: of all that may stand in one. */
export const leasesToRegroup = (desk: Desk): Lease[] => allHeld(desk).filter(standsInGrid).map(leaseOf);

/** The hold on the item in hand, where it is still held. */
export const leaseInHand = (desk: Desk): Lease[] =>
  desk.hand && !desk.hand.lost ? [leaseOf(desk.hand)] : [];
