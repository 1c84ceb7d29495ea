import { afterAll, describe } from 'vitest';
import type { Job } from '../../server/jobs/job.ts';
import { startServer, type TestServer } from './server.ts';

type Engine = 'sqlite' | 'postgres';
type Start = (more?: {
  now?: () => number;
  env?: Record<string, string>;
  jobs?: readonly Job[];
}) => Promise<TestServer>;

const titles: Record<Engine, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** Runs the tests against servers on SQLite and on PostgreSQL; those that were started end after the last test. */
export const onBothServers = (tests: (start: Start, engine: Engine) => void): void => {
  for (const engine of ['sqlite', 'postgres'] as const)
    describe(`on ${titles[engine]}`, () => {
      const started: TestServer[] = [];
      afterAll(async () => {
        for (const server of started.splice(0)) await server.close();
      });
      tests(async (more = {}) => {
        const server = await startServer({ engine, ...more });
        started.push(server);
        return server;
      }, engine);
    });
};

/** A clock that stands still until it is told: `now` for a server, and a way to move it. */
export const stoppedClock = (at = Date.UTC(2026, 4, 1, 9, 30)) => ({
  now: () => at,
  /** Lets this much time pass, in milliseconds. */
  pass: (ms: number): void => {
    at += ms;
  },
});
