import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import { inTime } from '../http/in-time.ts';
import { createCounted, type Metrics } from './counted.ts';
import { createRecorded, toBoth, type Recorded } from './recorded.ts';
import { createStored, readStored } from './stored.ts';

/** Gauges of the library's that are named as if they were counters. */
const misnamed = ['handles', 'requests', 'resources'];

/** Memory, CPU, event-loop delay and garbage collection of this process. */
const measureProcess = (register: Registry): void => {
  collectDefaultMetrics({ register, prefix: 'countersign_' });
  for (const name of misnamed) register.removeSingleMetric(`countersign_nodejs_active_${name}_total`);
};

type Options = {
  db: Database;
  log: Logger;
  now: () => number;
  /** Names of all jobs. */
  jobs: readonly string[];
  /** Whether anybody can read the metrics: the process is measured for them alone. */
  read: boolean;
};

/**
 * The metrics of one server: what its parts report to, what was recorded of it for the database, and the text in which
 * Prometheus reads them.
 */
export const createMetrics = ({
  db,
  log,
  now,
  jobs,
  read,
}: Options): { metrics: Metrics; recorded: Recorded; scrape: () => Promise<string> } => {
  const registry = new Registry();
  const recorded = createRecorded();
  const metrics = toBoth(createCounted(registry, jobs), recorded.metrics);
  const fill = createStored(registry);
  if (read) measureProcess(registry);

  /** Who asks while the database is being read waits for the same answer: a slow one is not asked more. */
  let underWay: ReturnType<typeof readStored> | null = null;
  const reading = () =>
    (underWay ??= db
      .read((q) => readStored(q, now(), jobs))
      .finally(() => {
        underWay = null;
      }));

  const measure = async (): Promise<void> => {
    try {
      fill(await inTime(reading()));
    } catch (error) {
      log.warn({ err: error }, 'the database could not be measured');
      fill(null);
    }
  };

  return {
    metrics,
    recorded,
    scrape: async () => {
      await measure();
      return registry.metrics();
    },
  };
};
