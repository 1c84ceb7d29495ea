import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import { addMeasures } from '../../db/queries/measures.ts';
import { noProject } from '../domain/system/metrics.ts';
import { inTime } from '../http/in-time.ts';
import { createMachine } from './machine.ts';
import { measured, type Recorded, type SystemChange } from './recorded.ts';
import { readStored } from './stored.ts';

const minuteMs = 60_000;

/** Writes what an instance measures of itself into the database, once a minute and when it stops. */
export type Recorder = {
  /** Begins; `instance` is what this one is called. */
  start(instance: string): void;
  /** Writes what was measured since the last time, as of the minute in which that began. */
  write(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  db: Database;
  log: Logger;
  now: () => number;
  recorded: Recorded;
};

/** What an instance sees of the database, which is the same for all. */
const storedSamples = async (db: Database, now: number): Promise<SystemChange[]> => {
  const { projects, endpoints, bytes } = await inTime(db.read((q) => readStored(q, now, [])));
  const oldest = (since: readonly (number | null)[]) =>
    Math.max(0, ...since.map((at) => (at === null ? 0 : now - at)));
  const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0);
  return [
    measured('server_database', bytes),
    measured('server_queue', total(projects.map(({ inspector, lead }) => inspector + lead))),
    measured('server_oldest_wait', oldest(projects.map(({ oldestWaitingSince }) => oldestWaitingSince))),
    measured('server_outbox', total(endpoints.map(({ pending }) => pending))),
    measured('server_outbox_lag', oldest(endpoints.map(({ oldestSince }) => oldestSince))),
  ];
};

/** Makes what writes; what was counted and cannot be written is kept, and counts for the minute in which it can be. */
export const createRecorder = ({ db, log, now, recorded }: Options): Recorder => {
  const machine = createMachine();
  let name = '';
  let since = now();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const writeOnce = async (): Promise<void> => {
    // After a sleep there is no telling when it was.
    const at = Math.max(since, now() - minuteMs);
    since = now();
    const counted = recorded.take();
    const samples = [...machine.sample(), measured('server_sockets', recorded.sockets())];
    try {
      const changes = [...counted, ...samples, ...(await storedSamples(db, since))];
      const named = changes.map((change) => ({ ...change, modelVersionId: name }));
      await db.write((tx) => addMeasures(tx, noProject, named, at));
    } catch (error) {
      recorded.putBack(counted);
      log.warn({ err: error }, 'what was measured of this instance could not be written');
    }
  };
  const write = (): Promise<void> => (writing = writing.then(writeOnce));

  const schedule = (): void => {
    timer = setTimeout(
      () => {
        void write();
        schedule();
      },
      minuteMs - (now() % minuteMs),
    ).unref();
  };

  return {
    write,
    start: (instance) => {
      name = instance;
      since = now();
      machine.start();
      schedule();
    },
    stop: async () => {
      if (timer === null) return;
      clearTimeout(timer);
      await write();
      machine.stop();
    },
  };
};
