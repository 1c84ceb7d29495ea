import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Transaction } from '../../../db/database.ts';
import { selectRows } from '../../../db/select-rows.ts';
import { onBothServers } from '../../support/servers.ts';

// What a kill -9 takes is tried in test/faults, and what a power cut would take of the embedded database in
// test/storage/log-sync.test.ts; the settings that either withstands it by are read here.
onBothServers((start, engine) => {
  const settingOf = async (tx: Transaction, name: string): Promise<unknown> => {
    const query = engine === 'sqlite' ? sql.raw(`PRAGMA ${name}`) : sql.raw(`SHOW ${name}`);
    const [row] = await selectRows(tx, query);
    return row?.[name];
  };

  if (engine === 'sqlite')
    it('promise 1: every commit only adds to a log, which is synced before it is copied and before anyone is answered', async () => {
      const { db } = (await start()).app.services;
      await db.write(async (tx) => {
        expect(await settingOf(tx, 'journal_mode')).toBe('wal');
        expect(await settingOf(tx, 'synchronous'), 'NORMAL, or FULL').toBeGreaterThanOrEqual(1);
      });
    });
  else
    it('promise 1: every commit waits until the database has written it through to its disk', async () => {
      const { db } = (await start()).app.services;
      await db.write(async (tx) => {
        expect(await settingOf(tx, 'synchronous_commit')).toBe('on');
      });
    });
});
