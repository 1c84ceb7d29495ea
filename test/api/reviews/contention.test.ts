import pg from 'pg';
import { expect, it } from 'vitest';
import { deskOf, type Desk } from '../../support/desk.ts';
import { aPrediction, startServer, submit } from '../../support/server.ts';
import { stoppedClock } from '../../support/servers.ts';

/** How often PostgreSQL had to break a circle of waiting transactions in a database that nobody uses any longer. */
const deadlocksIn = async (url: string): Promise<number> => {
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ numbackends: number; deadlocks: string }>(
        'SELECT numbackends, deadlocks FROM pg_stat_database WHERE datname = $1',
        [new URL(url).pathname.slice(1)],
      );
      const [row] = rows;
      if (!row) throw new Error(`there is no database ${url}`);
      // A connection has told of its deadlocks once it is gone.
      if (row.numbackends === 0) return Number(row.deadlocks);
    }
  } finally {
    await client.end();
  }
};

it(
  'submissions, decisions and claims of expired reviews never wait for one another in a circle',
  { timeout: 120_000 },
  async () => {
    const clock = stoppedClock();
    const server = await startServer({ engine: 'postgres', now: clock.now });
    const url = server.app.services.config.databaseUrl;
    const project = await server.project({
      degree: 'partial',
      threshold: 0.9,
      blindShare: 0,
      auditShare: 0.2,
    });
    const service = await server.service(project);
    const submitsFive = () =>
      submit(
        service,
        project,
        Array.from({ length: 5 }, (_, i) => aPrediction({ confidence: i % 2 === 0 ? 0.95 : 0.5 })),
      );
    await Promise.all(Array.from({ length: 30 }, submitsFive));
    const desks = await Promise.all(Array.from({ length: 8 }, () => deskOf(server, project)));

    let working = desks.length;
    const works = async (desk: Desk, i: number) => {
      let [review] = await desk.claims();
      for (let n = 0; n < 12 && review; n += 1) {
        // Half of them take more than they answer, and let it run out.
        const { reviews } = await desk.decides(review, 'intact', { claim: 1 + (i % 2) });
        clock.pass(30_000);
        [review] = reviews;
      }
      working -= 1;
    };
    const submitsMeanwhile = async () => {
      while (working > 0) await submitsFive();
    };
    await Promise.all([...desks.map(works), submitsMeanwhile(), submitsMeanwhile()]);
    await server.close();
    expect(await deadlocksIn(url)).toBe(0);
  },
);
