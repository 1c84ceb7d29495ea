import { recordAudit } from '../../../db/queries/audit.ts';
import { openFurtherReviews } from '../../../db/queries/further-reviews.ts';
import { lockToRequeue } from '../../../db/queries/requeue.ts';
import { addRollups, waitingChange } from '../../../db/queries/rollups.ts';
import { whyNotRequeued, type NotRequeued } from '../../domain/requeueing.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { auditedItems } from './audited-items.ts';
import type { queueContract } from './contract.ts';

/** Opens one more blind review of each item of which none waits. */
export const requeue =
  ({ db, now, publish }: Services): Handler<(typeof queueContract)['requeue']> =>
  ({ project, principal, body: { keys, reason } }) =>
    db.write(async (tx) => {
      const at = now();
      const found = await lockToRequeue(tx, project.id, keys);
      const items = found.filter((item) => whyNotRequeued(item) === null);
      const count = (why: NotRequeued) => found.filter((item) => whyNotRequeued(item) === why).length;
      if (items.length > 0) {
        const asked = {
          projectId: project.id,
          purpose: 'recheck',
          audience: 'inspector',
          requeued: reason,
        } as const;
        await openFurtherReviews(
          tx,
          items.map(({ itemId, routing, needs }) => ({ ...asked, itemId, routing, needs })),
          at,
        );
        const { subject, items: named } = auditedItems(items.map(({ key }) => key));
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'item.requeued',
          subject,
          before: null,
          after: { reason, items: named },
        });
        publish.queueChanged(tx, project, 'top');
        await addRollups(tx, project.id, [waitingChange('inspector', items.length)]);
      }
      return {
        requeued: items.length,
        passedOver: {
          waits: count('waits'),
          adjudicated: count('adjudicated'),
          gold: count('gold'),
          erased: count('erased'),
          unknown: new Set(keys).size - found.length,
        },
      };
    });
