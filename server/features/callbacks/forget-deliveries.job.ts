import { everyEndpoint, forgetDeliveries, forgetEndpoint } from '../../../db/queries/callbacks-forget.ts';
import { defineJob } from '../../jobs/job.ts';

const day = 86_400_000;

/** Deliveries that one transaction forgets: others must not wait long. */
const atATime = 500;

/** Forgets callbacks that were delivered or given up long ago, and all that belongs to endpoints that were removed. */
export const forgetCallbacks = defineJob({
  name: 'forget-callbacks',
  everySeconds: 3_600,
  run: async ({ db, now, config }, signal) => {
    const before = now() - config.callbackKeepDays * day;
    for (const { id, removed } of await db.read(everyEndpoint)) {
      for (let full = true; full && !signal.aborted;) {
        const forgotten = await db.write((tx) => forgetDeliveries(tx, id, removed ? null : before, atATime));
        full = forgotten === atATime;
      }
      if (removed && !signal.aborted) await db.write((tx) => forgetEndpoint(tx, id));
    }
  },
});
