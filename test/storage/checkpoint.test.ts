import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { countAttempt } from '../../db/queries/attempts.ts';

const megabyte = 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'countersign-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the write-ahead log of the embedded database begins anew while it is written to', async () => {
  const file = path.join(folder, 'countersign.db');
  const db = await openDatabase(file);
  const long = 'x'.repeat(megabyte);
  let written = 0;
  const logged = () => statSync(`${file}-wal`).size / megabyte;
  // Once it has begun anew it grows no longer, however much is written.
  while (written < 64 || written < 3 * logged()) {
    await db.write((tx) => countAttempt(tx, `${written} ${long}`, 0, 1));
    written += 1;
    expect(written, 'megabytes written into a log that only grows').toBeLessThan(1_500);
  }
  await db.close();
});
