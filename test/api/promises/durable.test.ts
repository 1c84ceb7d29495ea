import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Transaction } from '../../../db/database.ts';
import { selectRows } from '../../../db/select-rows.ts';
import { onBothServers } from '../../support/servers.ts';

// What a kill -9 takes is tried in test/faults; a power cut cannot be, so what must withstand it is read here.
onBothServers((start, engine) => {
  const settingOf = async (tx: Transaction, name: string): Promise<unknown> => {
    const query = engine === 'sqlite' ? sql.raw(`PRAGMA ${name}`) : sql.raw(`SHOW ${name}`);
    const [row] = await selectRows(tx, query);
    return row?.[name];
  };

  if (engine === 'sqlite')
    it('promise 1: every commit is written through to the disk before it is acknowledged', async () => {
      const { db } = (await start()).app.services;
      await db.write(async (tx) => {
        expect(await settingOf(tx, 'synchronous'), 'FULL').toBe(2);
        expect(await settingOf(tx, 'journal_mode')).toBe('wal');
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
