import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { releaseHeldBy } from '../../../db/queries/people.ts';
import type { Services } from '../../http/handler.ts';

/**
 * Gives what somebody holds in a project (null: in any), or is assigned to them, back to the queue, as they may work on it
 * no longer. That assignments end is kept in the audit log.
 */
export const giveBackWork = async (
  tx: Transaction,
  { publish, now }: Pick<Services, 'now'> & { publish: Pick<Services['publish'], 'queueChanged'> },
  person: { id: string; email: string },
  projectId: string | null,
  actor: Actor,
): Promise<void> => {
  for (const { id, slug, assigned } of await releaseHeldBy(tx, person.id, projectId)) {
    publish.queueChanged(tx, { id, slug }, 'top');
    if (assigned === 0) continue;
    await recordAudit(tx, {
      at: now(),
      projectId: id,
      actor,
      action: 'review.released',
      subject: assigned === 1 ? '1 review' : `${assigned} reviews`,
      before: { person: person.email },
      after: { reason: 'they work here no longer' },
    });
  }
};
