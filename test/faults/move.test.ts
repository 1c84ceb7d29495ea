import { expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { startCommand } from '../support/command-process.ts';
import { countersignDoes } from '../support/command.ts';
import { contentsOf, fillEveryTable } from '../support/every-table.ts';
import { newFolder, newSettings, runSql } from '../support/settings.ts';

/** Rows that have arrived in the target; 0 where the move has not begun. */
const arrived = async (url: string): Promise<number> => {
  const [state] = await runSql(url, "SELECT to_regclass('countersign_move.progress') IS NOT NULL AS begun");
  if (state?.begun !== true) return 0;
  const [row] = await runSql(url, 'SELECT coalesce(sum(rows), 0) AS n FROM countersign_move.progress');
  return Number(row?.n);
};

it(
  'a move that is killed twice is taken up where it was, and both sides are equal in the end',
  { timeout: 120_000 },
  async () => {
    const source = await newSettings('sqlite', newFolder());
    await fillEveryTable(source.DATABASE_URL, 1_050);
    const { DATABASE_URL: to } = await newSettings('postgres');
    let before = 0;
    for (const until of [3_000, 12_000]) {
      const move = startCommand(source, ['move', '--to', to]);
      let ended = false;
      void move.ended.then(() => (ended = true));
      let rows = 0;
      while ((rows = await arrived(to)) < until)
        if (ended) throw new Error(`it ended by itself:\n${(await move.ended).err}`);
      await move.kill();
      expect(rows).toBeGreaterThanOrEqual(before);
      before = await arrived(to);
      await expect(openDatabase(to)).rejects.toThrow('is not complete');
    }
    await countersignDoes(source, 'move', '--to', to);
    const contents = await contentsOf(to);
    expect(contents).toEqual(await contentsOf(source.DATABASE_URL));
    expect(await arrived(to)).toBe(Object.keys(contents).length * 1_050);
    await (await openDatabase(to)).close();
  },
);
