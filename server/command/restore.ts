import { contentHash } from '../../db/archive/content-hash.ts';
import { fillDatabase, type Filling } from '../../db/archive/fill.ts';
import { newestKnown } from '../../db/archive/migration-state.ts';
import { batchesOf } from '../../db/archive/row-batches.ts';
import { tableShapes } from '../../db/archive/table-shapes.ts';
import type { Row } from '../../db/archive/canonical-row.ts';
import { engineOf } from '../../db/engine.ts';
import { openMediaStore } from '../media/open.ts';
import { readManifest, type Manifest, type TableEntry } from './archive/manifest.ts';
import { copyFromBackup, mediaInBackup } from './archive/media-folder.ts';
import { assertWhole, readTable } from './archive/table-file.ts';
import { defineCommand, type Context } from './command.ts';

/** Throws where the backup is not one that this program, with this engine, can bring back whole. */
const assertRestorable = ({ migration, version, tables }: Manifest, url: string): void => {
  const known = newestKnown(engineOf(url));
  if (migration.number > known.number)
    throw new Error(
      `the backup is of migration ${migration.name} and this version knows only ${known.name}: ` +
        `restore it with Countersign ${version} or newer`,
    );
  if (migration.number < known.number) return;
  const listed = new Set(tables.map(({ name }) => name));
  const left = tableShapes().find(({ name }) => !listed.has(name));
  if (left) throw new Error(`the backup is damaged: it does not list the table ${left.name}`);
};

/** Loads a table and reads it back: what counts is what the database holds. */
const restoreTable = async (
  folder: string,
  entry: TableEntry,
  filling: Filling,
  { progress, signal }: Context,
): Promise<void> => {
  let rows = 0;
  const lines = readTable(folder, entry.name, signal);
  for await (const batch of batchesOf(lines, (line) => JSON.parse(line) as Row)) {
    await filling.insert(entry, batch);
    progress(`${entry.name}: ${(rows += batch.length)} of ${entry.rows} rows`);
  }
  const sum = contentHash();
  for await (const batch of filling.rows(entry)) for (const row of batch) sum.add(JSON.stringify(row));
  const held = sum.content();
  if (held.rows !== entry.rows || held.hash !== entry.contentHash)
    throw new Error(
      `the table ${entry.name} came back as ${held.rows} rows that are not the ${entry.rows} of the backup`,
    );
};

const restoreMedia = async (
  folder: string,
  media: NonNullable<Manifest['media']>,
  { config, progress, signal }: Context,
): Promise<void> => {
  const store = await openMediaStore(config);
  let files = 0;
  for await (const hash of mediaInBackup(folder)) {
    signal.throwIfAborted();
    await copyFromBackup(folder, store, hash);
    progress(`media: ${(files += 1)} of ${media.files} files`);
  }
  if (files !== media.files)
    throw new Error(`the backup is damaged: it has ${files} media files, and should have ${media.files}`);
};

/** Brings a backup back into an empty database, all or nothing. */
export const restore = defineCommand({
  summary: 'bring a backup back into an empty database of either engine',
  usage: 'restore <folder>',
  help: [
    'Loads a backup into the database and the media store of the settings. The database must be empty; nothing is kept',
    'of a restore that does not come to its end, but media files. A backup of an older version is brought up to this one.',
  ].join('\n'),
  takes: ['folder'],
  run: async (context, _, { folder }) => {
    const { config, out, warn } = context;
    const told = await readManifest(folder);
    assertRestorable(told, config.databaseUrl);
    for (const entry of told.tables) await assertWhole(folder, entry, context.signal);
    await fillDatabase(config.databaseUrl, {
      migration: told.migration,
      tables: told.tables,
      fill: async (filling) => {
        for (const entry of told.tables) await restoreTable(folder, entry, filling, context);
        // Before the database has them, so that no row ever names a file that is not there.
        if (told.media) await restoreMedia(folder, told.media, context);
      },
    });
    const rows = told.tables.reduce((sum, table) => sum + table.rows, 0);
    const files = told.media === null ? 'no media' : `${told.media.files} media files`;
    out(`Restored ${rows} rows and ${files} of ${told.takenAt}.`);
    if (!told.media) warn('The backup was made without media: bring them back by the means that keep them.');
    return 0;
  },
});
