import type { ReplyOf } from '../../../server/contract/route.ts';
import type { callbacksContract, Delivery } from '../../../server/features/callbacks/contract.ts';

/** A page of the list of deliveries. */
export type DeliveryPage = ReplyOf<typeof callbacksContract.deliveries>;

/** What tells a delivery from all others. */
export const nameOf = ({ endpointId, eventId }: Pick<Delivery, 'endpointId' | 'eventId'>): string =>
  `${endpointId}/${eventId}`;

/**
 * The rows that are shown, as they are on the first page of the list at this moment (`latest`), without those that fit its
 * filters no longer; and how many of that page are not shown yet.
 */
export const mergeLatest = (
  known: readonly Delivery[],
  latest: DeliveryPage | undefined,
): { rows: Delivery[]; fresh: number } => {
  if (latest === undefined) return { rows: [...known], fresh: 0 };
  const current = new Map(latest.rows.map((row) => [nameOf(row), row]));
  // What stands above a row of the latest page would be on that page too, if it still fitted.
  const covered =
    latest.nextCursor === null ? known.length : known.findLastIndex((row) => current.has(nameOf(row)));
  const shown = new Set(known.map(nameOf));
  return {
    rows: known.flatMap((row, i) => current.get(nameOf(row)) ?? (i < covered ? [] : [row])),
    fresh: latest.rows.filter((row) => !shown.has(nameOf(row))).length,
  };
};
