import { setImmediate as nextTask } from 'node:timers/promises';
import { routedItems } from '../../../db/queries/policies.ts';
import { route } from '../../domain/routing.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { checkClasses } from './check-classes.ts';
import type { policyContract } from './contract.ts';
import { createTally } from './tally.ts';

/** Items read at a time; between two lots other requests have their turn. */
const lot = 200;

/** Replays the latest routed items under a draft, with the label schema in force. */
export const previewPolicy =
  (s: Services): Handler<(typeof policyContract)['preview']> =>
  async ({ body, project, signal }) => {
    checkClasses(body.policy, project.schema);
    const tally = createTally(body.policy);
    let left = body.items;
    let last: string | null = null;
    while (left > 0) {
      const size: number = Math.min(left, lot);
      const items = await s.db.read((q) => routedItems(q, project.id, last, size));
      for (const item of items)
        tally.add(item, route(body.policy, project.schema, project.seed, item.subject));
      if (items.length < size) break;
      left -= size;
      last = items.at(-1)?.itemId ?? null;
      await nextTask(undefined, { signal });
    }
    return tally.result();
  };
