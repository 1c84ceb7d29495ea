// Copies what the write-ahead log of an embedded database holds into its file, on a thread of its own: the writes that
// go on meanwhile do not wait for it, as they would for a checkpoint of the writer's own.
import { parentPort, workerData } from 'node:worker_threads';
import Driver from 'better-sqlite3';

const driver = new Driver(String(workerData));
parentPort?.on('message', () => {
  driver.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
