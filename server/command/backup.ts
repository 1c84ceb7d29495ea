import { existsSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { openSnapshot, type Snapshot } from '../../db/archive/snapshot.ts';
import { tableShapes } from '../../db/archive/table-shapes.ts';
import { syncFolder, writeFileDurably } from '../media/durable.ts';
import { openMediaStore } from '../media/open.ts';
import { manifestName, type Manifest, type TableEntry } from './archive/manifest.ts';
import { copyIntoBackup } from './archive/media-folder.ts';
import { writeTable } from './archive/table-file.ts';
import { defineCommand, type Context } from './command.ts';
import { version } from '../version.ts';

/** A place that is there takes a backup inside, named by the time; any other is the backup's own. */
const placeFor = (given: string, takenAt: Date): string => {
  if (!existsSync(given)) return path.resolve(given);
  if (!statSync(given).isDirectory()) throw new Error(`${given} is a file: name a folder`);
  const time = takenAt.toISOString().replace(/\..*/, 'Z').replaceAll(':', '');
  const place = path.resolve(given, `countersign-${time}`);
  if (existsSync(place)) throw new Error(`${place} is there already`);
  return place;
};

const writeTables = async (
  snapshot: Snapshot,
  folder: string,
  { progress, signal }: Context,
): Promise<TableEntry[]> => {
  await mkdir(path.join(folder, 'tables'));
  const entries: TableEntry[] = [];
  for (const shape of tableShapes()) {
    let rows = 0;
    const onRows = (n: number): void => progress(`${shape.name}: ${(rows += n)} rows`);
    entries.push(await writeTable(folder, shape, snapshot.rows(shape), { signal, onRows }));
  }
  return entries;
};

/** Copies every file that the snapshot names; files never change, so that what is copied later is the same. */
const copyMedia = async (
  snapshot: Snapshot,
  folder: string,
  { config, progress, signal }: Context,
): Promise<NonNullable<Manifest['media']>> => {
  await mkdir(path.join(folder, 'media'));
  const shape = tableShapes().find(({ name }) => name === 'media');
  if (!shape) throw new Error('there is no table of media');
  const store = await openMediaStore(config);
  const media = { files: 0, bytes: 0, missing: 0 };
  for await (const rows of snapshot.rows(shape))
    for (const { hash } of rows) {
      signal.throwIfAborted();
      const copied = await copyIntoBackup(folder, store, String(hash));
      if (copied === 'missing') media.missing += 1;
      // Projects may share a file.
      else if (copied !== 'there') {
        media.files += 1;
        media.bytes += copied;
      }
      progress(`media: ${media.files} files`);
    }
  return media;
};

/** Writes a backup of the database as it is at this moment, and of the media it names. */
export const backup = defineCommand({
  summary: 'write a backup of the database and its media, while the server runs',
  usage: 'backup <folder> [--without-media]',
  help: [
    'Writes the database as it is at one moment, and the media that it names, to a folder; where the folder is there',
    'already, to a new one inside, named by the time. The backup appears under its name when it is whole. It can be',
    'restored into either engine. Whoever can read it can read everything but passwords, keys and links.',
    '',
    '  --without-media   leave the media out, where they are backed up by other means',
  ].join('\n'),
  options: { 'without-media': { type: 'boolean' } },
  takes: ['folder'],
  run: async (context, { 'without-media': withoutMedia = false }, { folder: given }) => {
    const { config, now, out, warn } = context;
    const takenAt = new Date(now());
    const place = placeFor(given, takenAt);
    const unfinished = `${place}.unfinished`;
    const snapshot = await openSnapshot(config.databaseUrl);
    try {
      // What an earlier run left behind is of no use to anybody.
      await rm(unfinished, { recursive: true, force: true });
      // Nobody else may read what people judged and said.
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      const { engine, migration } = snapshot;
      const tables = await writeTables(snapshot, unfinished, context);
      const media = withoutMedia ? null : await copyMedia(snapshot, unfinished, context);
      const told: Manifest = {
        format: 'countersign-backup-1',
        version,
        engine,
        migration: { number: migration.number, name: migration.name },
        takenAt: takenAt.toISOString(),
        tables,
        media,
      };
      await writeFileDurably(path.join(unfinished, manifestName), `${JSON.stringify(told, null, 2)}\n`);
      await syncFolder(unfinished);
      await rename(unfinished, place);
      await syncFolder(path.dirname(place));

      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const files = media === null ? 'no media' : `${media.files} media files`;
      out(`Backup of ${rows} rows and ${files}: ${place}`);
      if (!media || media.missing === 0) return 0;
      warn(
        `${media.missing} media files are missing from the store, or damaged, and so from the backup; ` +
          'run `countersign check --media`',
      );
      return 1;
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    } finally {
      await snapshot.close();
    }
  },
});
