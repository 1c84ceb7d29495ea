import type { Transaction } from '../../../db/database.ts';
import type { ReviewRow } from '../../../db/queries/claims.ts';
import { goldFor, keysOfItems, putGoldBefore } from '../../../db/queries/gold.ts';
import { goesBehindGold, goldPlace } from '../../domain/gold.ts';
import { may, type Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';

/** Whether a gold item may be given in place of a review: one that any inspector is given, and for the first time. */
const mayWait = ({ purpose, audience, goldGiven }: ReviewRow): boolean =>
  purpose !== 'gold' && audience === 'inspector' && !goldGiven;

/**
 * Puts gold items in the place of what was just claimed, where the draw says so; the reviews themselves go back and are
 * given the next time. In a grid that shows a suggestion they have the same one, as any other would stand out. Whoever
 * marks gold items knows their answers and is given none.
 */
export const mixGold = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  claimed: ReviewRow[],
  isGrid: boolean,
): Promise<ReviewRow[]> => {
  const { id, seed, goldShare } = project;
  if (goldShare === 0 || may(person, 'gold.manage', id)) return claimed;
  const keys = await keysOfItems(
    tx,
    claimed.map(({ itemId }) => itemId),
  );
  const given: ReviewRow[] = [];
  for (const review of claimed) {
    const key = keys.get(review.itemId) ?? '';
    const isDrawn = mayWait(review) && goesBehindGold(seed, key, goldShare);
    const like = isGrid && review.arm === 'assisted' ? review.routingId : null;
    const gold = isDrawn ? await goldFor(tx, id, person.id, goldPlace(seed, key), like) : null;
    given.push(gold ? await putGoldBefore(tx, review, gold) : review);
    if (gold) services.publish.queueChanged(tx, project, review);
  }
  return given;
};
