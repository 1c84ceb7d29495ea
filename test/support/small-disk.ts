import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Driver from 'better-sqlite3';

/** Room for a server's data that can be used up, and given back. */
export type SmallDisk = {
  /** Where the server is to keep its data. */
  folder: string;
  fill(): void;
  free(): void;
  close(): void;
};

/** A disk of its own, 24 MB large; null where this user may not mount one. */
export const mountSmallDisk = (): SmallDisk | null => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-small-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = path.join(folder, 'filler');
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'a');
      const page = Buffer.alloc(4_096);
      try {
        for (;;) writeSync(file, page);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    close: () => {
      execFileSync('/bin/umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A file of the embedded database that may not grow: SQLite says then what it says of a full disk. */
export const limitPages = (): SmallDisk => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-pages-'));
  const writers = new Set<Driver.Database>();
  // Called with each connection for `this`.
  const pragma = Reflect.get(Driver.prototype, 'pragma') as (
    this: Driver.Database,
    ...given: unknown[]
  ) => unknown;
  Driver.prototype.pragma = function (source, options) {
    if (!this.readonly) writers.add(this);
    return pragma.call(this, source, options);
  };
  const limitTo = (pages: number): void => {
    for (const writer of writers)
      if (writer.open && writer.name.startsWith(folder)) pragma.call(writer, `max_page_count = ${pages}`);
  };
  return {
    folder,
    fill: () => limitTo(1), // taken for the pages that there are
    free: () => limitTo(1_000_000),
    close: () => {
      Driver.prototype.pragma = pragma;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
