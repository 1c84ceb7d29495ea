// Writes and compares snapshots on a thread of its own, so that the server's is free for others. It is given one task, keeps what
// it writes in the media store, and tells of each part; the next is told of once the server has noted the one before.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { engineOf, fileOf } from '../../../db/engine.ts';
import { openDatabase } from '../../../db/open.ts';
import { mediaOfProject } from '../../../db/queries/media.ts';
import { openReader } from '../../../db/sqlite-reader.ts';
import { differenceOf } from '../../domain/datasets/difference.ts';
import { compareKeys } from '../compare-keys.ts';
import { openMediaStore } from '../../media/open.ts';
import { freeze, type Read } from './freeze.ts';
import { frozenRows, withoutWithdrawn } from './frozen-rows.ts';
import type { Outcome, Place, Progress, Task } from './task.ts';
import { writeExport } from './write-export.ts';

const port = parentPort;
if (port === null) throw new Error('this runs as a thread');
const task = workerData as Task; // as the server made it

const openRead = async ({ databaseUrl: url }: Place): Promise<Read> => {
  if (engineOf(url) === 'sqlite') {
    const q = openReader(fileOf(url));
    return (work) => work(q);
  }
  const db = await openDatabase(url, { poolSize: 1 });
  return (work) => db.read(work);
};

const keep = async (progress: Progress): Promise<void> => {
  port.postMessage(progress);
  await once(port, 'message');
};

const run = async (): Promise<Outcome> => {
  const media = await openMediaStore(task.place);
  if (task.is === 'compare')
    return {
      is: 'compared',
      difference: await differenceOf(
        withoutWithdrawn(frozenRows(media, task.before), task.withdrawn),
        withoutWithdrawn(frozenRows(media, task.after), task.withdrawn),
        compareKeys,
      ),
    };
  const read = await openRead(task.place);
  return task.is === 'freeze'
    ? freeze(task, read, media, keep)
    : writeExport(
        task,
        media,
        (hash) => read((q) => mediaOfProject(q, task.projectId, hash)).then((known) => known?.type ?? null),
        keep,
      );
};

port.postMessage(await run());
process.exit(0);
