import { isStorageFull, isUnavailable } from '../../../db/errors.ts';
import {
  claimImport,
  importToRun,
  lockImport,
  writeRunning,
  type ImportRow,
} from '../../../db/queries/imports.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { sourceFormats } from '../../datasets/sources/registry.ts';
import type { SourceRecord } from '../../datasets/sources/source-format.ts';
import { told } from '../../domain/told.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { createLookout, type Lookout } from '../../jobs/lookout.ts';
import { letGo } from './let-go.ts';
import { letGoOfLeft } from './let-go-of-left.ts';
import { prepareRow, type PreparedRow } from './prepare-row.ts';
import { lost, storeRows, type Advance } from './store-rows.ts';
import { storedFile } from './stored-file.ts';

/** How often is looked for imports that other instances left behind, in milliseconds. */
const lookEvery = 5_000;
/** How long an instance that says nothing is waited for, and what went wrong is left alone, in milliseconds. */
const leaseMs = 60_000;
/** How often is looked for files that were left behind, in milliseconds. */
const letGoEvery = 600_000;
/** So often is an import taken up without getting on, as what ends an instance each time would go on doing so. */
const mostTries = 3;
/** Rows, and bytes of the file, that are taken in at a time. */
const rowsAtOnce = 200;
const bytesAtOnce = 16 * 1024 * 1024;

/** Records in groups that fit into memory and a transaction, behind so many that were dealt with. Ends with its signal. */
async function* groups(
  records: AsyncIterable<SourceRecord>,
  size: number,
  behind: number,
  signal: AbortSignal,
): AsyncGenerator<SourceRecord[]> {
  let group: SourceRecord[] = [];
  let from = 0;
  let n = 0;
  for await (const record of records) {
    signal.throwIfAborted();
    n += 1;
    if (n <= behind) {
      from = record.share;
      continue;
    }
    group.push(record);
    if (group.length < rowsAtOnce && (record.share - from) * size < bytesAtOnce) continue;
    yield group;
    group = [];
    from = record.share;
  }
  if (group.length > 0) yield group;
}

/** Makes what takes the rows of imports in, one import at a time in this instance. */
export const createImporter = (services: Services): Lookout => {
  const { config, db, log, media, now, publish } = services;

  /** Takes a group in; where it fails as a whole, row by row, so that a bad one harms only itself. */
  const store = async (
    project: ProjectState,
    row: ImportRow,
    rows: readonly PreparedRow[],
    progress: number,
  ): Promise<ImportRow> => {
    const advance = (of: ImportRow, n: number): Advance => ({
      rows: of.rows + n,
      progress,
      leaseExpiresAt: now() + leaseMs,
    });
    const take = (of: ImportRow, some: readonly PreparedRow[]) =>
      db.write((tx) => storeRows(tx, services, project, of, some, advance(of, some.length)));
    try {
      return await take(row, rows);
    } catch (error) {
      // Where the import is gone, or the database is, no row is at fault.
      if (error === lost || isUnavailable(error) || isStorageFull(error)) throw error;
      if (rows.length > 1) {
        let held = row;
        for (const one of rows) held = await store(project, held, [one], progress);
        return held;
      }
      log.error({ err: error, import: row.id }, 'a row could not be stored');
      const faults = [{ path: [], ...told`could not be stored` }];
      return take(
        row,
        rows.map(({ line, key }) => ({ line, key, becomes: 'nothing', faults })),
      );
    }
  };

  const run = async (claimed: ImportRow, first: ProjectState, signal: AbortSignal): Promise<void> => {
    let row = claimed;
    let project = first;
    const reading = { schema: first.schema, limit: config.maxRecordBytes };
    const file = storedFile(media, row);
    const records = sourceFormats[row.format].records(file, reading);
    for await (const group of groups(records, row.bytes, row.rows, signal)) {
      signal.throwIfAborted();
      // Its policy may have changed since the group before.
      project = (await db.read((q) => projectStates(q, [row.projectId])))[0] ?? project;
      const rows = await Promise.all(group.map((record) => prepareRow(services, project, row, record)));
      row = await store(project, row, rows, group.at(-1)?.share ?? row.progress);
    }
    const ended = await db.write(async (tx) => {
      const done = await writeRunning(tx, row, { state: 'done', progress: 1, endedAt: now() });
      if (done) publish.importChanged(tx, project);
      return done;
    });
    if (ended) await letGo(services, ended);
  };

  /** Holds an import while work is done on it, whose signal tells that the hold is lost. */
  const whileHeld = async (row: ImportRow, work: (gone: AbortSignal) => Promise<void>): Promise<void> => {
    const gone = new AbortController();
    let beating = Promise.resolve();
    // Rows that were taken in before are passed over without a word.
    const beat = setInterval(() => {
      beating = db
        .write((tx) => writeRunning(tx, row, { leaseExpiresAt: now() + leaseMs }))
        .then((held) => (held ? undefined : gone.abort(lost)))
        .catch((error: unknown) => log.warn({ err: error, import: row.id }, 'an import could not be held'));
    }, leaseMs / 20);
    try {
      await work(gone.signal);
    } finally {
      clearInterval(beat);
      await beating;
    }
  };

  /** Gives an import up, or back to be tried again. */
  const notRun = async (row: ImportRow, project: ProjectState, error: unknown): Promise<void> => {
    log.error({ err: error, import: row.id }, 'the rows of an import could not be taken in');
    const failure = error instanceof Error ? error.message : String(error);
    const written = await db.write(async (tx) => {
      const known = await lockImport(tx, project.id, row.id);
      const change =
        known && known.tries < mostTries
          ? { leaseExpiresAt: now() + leaseMs }
          : ({ state: 'failed', failure, endedAt: now() } as const);
      const changed = await writeRunning(tx, row, change);
      if (changed) publish.importChanged(tx, project);
      return changed;
    });
    if (written?.state === 'failed') await letGo(services, written);
  };

  const take = async (row: ImportRow, stopping: AbortSignal): Promise<void> => {
    const [project] = await db.read((q) => projectStates(q, [row.projectId]));
    if (!project) return;
    if (row.tries > mostTries)
      return notRun(row, project, new Error(`the server ended ${mostTries} times at the same rows`));
    try {
      await whileHeld(row, (gone) => run(row, project, AbortSignal.any([stopping, gone])));
    } catch (error) {
      if (stopping.aborted)
        await db.write((tx) =>
          writeRunning(tx, row, { tries: Math.max(0, row.tries - 1), leaseExpiresAt: 0 }),
        );
      else if (error !== lost) await notRun(row, project, error);
    }
  };

  let letGoAt = -Infinity;
  return createLookout({
    every: lookEvery,
    look: async (stopping) => {
      const id = await db.read((q) => importToRun(q, now()));
      if (id === null) {
        if (now() < letGoAt + letGoEvery) return false;
        letGoAt = now();
        await letGoOfLeft(services, stopping);
        return false;
      }
      const row = await db.write((tx) => claimImport(tx, id, now(), now() + leaseMs));
      if (row) await take(row, stopping);
      return true;
    },
    failed: (error) => log.warn({ err: error }, 'imports to be run could not be looked for'),
  });
};
