import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { selectRows } from '../../../db/select-rows.ts';
import { onBothServers } from '../../support/servers.ts';

// What a kill -9 takes is tried in test/faults. What a power cut would take of the embedded database is tried in
// test/storage/log-sync.test.ts; what must withstand it on PostgreSQL is read here.
onBothServers((start, engine) => {
  if (engine === 'postgres')
    it('promise 1: every commit waits until the database has written it through to its disk', async () => {
      const { db } = (await start()).app.services;
      await db.write(async (tx) => {
        const [row] = await selectRows(tx, sql`SHOW synchronous_commit`);
        expect(row?.['synchronous_commit']).toBe('on');
      });
    });
});
