import { it } from 'vitest';
import pg from 'pg';
import { startServer, submit, aPrediction } from '../../support/server.ts';
import { deskOf } from '../../support/desk.ts';
it('dead', async () => {
  const server = await startServer({ engine: 'postgres' });
  const project = await server.project({ degree: 'partial', threshold: 0.9, blindShare: 0, auditShare: 0.2 });
  const service = await server.service(project);
  const p = (i: number) => aPrediction({ confidence: i % 2 ? 0.95 : 0.5 });
  await submit(service, project, Array.from({ length: 300 }, (_, i) => p(i)));
  const desks = await Promise.all(Array.from({ length: 8 }, () => deskOf(server, project)));
  const t = performance.now();
  let stop = false; let n = 0; let s = 0;
  await Promise.all([
    ...desks.map(async (d) => {
      let [r] = await d.claims(1);
      for (let k = 0; k < 20 && r; k++) { r = (await d.decides(r, 'intact', { claim: 1 })).reviews[0]; n++; }
      stop = true;
    }),
    (async () => { while (!stop) { await submit(service, project, Array.from({ length: 5 }, (_, i) => p(i))); s++; } })(),
    (async () => { while (!stop) { await submit(service, project, Array.from({ length: 5 }, (_, i) => p(i))); s++; } })(),
  ]);
  console.log('decisions', n, 'batches', s, performance.now() - t);
  const url = (server.app.services.config.databaseUrl);
  await server.close();
  const c = new pg.Client(process.env.TEST_DATABASE_URL); await c.connect();
  console.log((await c.query('select deadlocks from pg_stat_database where datname=$1', [new URL(url).pathname.slice(1)])).rows);
  await c.end();
});
