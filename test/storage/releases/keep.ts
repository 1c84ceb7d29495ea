// Keeps a small database of this release on each engine, for the test that upgrades it: run once when a release is made,
// with TEST_DATABASE_URL naming a PostgreSQL server.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Driver from 'better-sqlite3';
import pg from 'pg';
import { deskOf } from '../../support/desk.ts';
import { aPrediction, startServer, submit, type TestServer } from '../../support/server.ts';

/** A database of a release: every row as the driver reads it, and what the API then said. */
export type Release = {
  version: string;
  engine: 'sqlite' | 'postgres';
  /** Migrations as they were applied: when they were made, and the SHA-256 of each file. */
  migrations: { hash: string; created_at: string | number }[];
  /** Rows by table, in an order in which none refers to one that comes later; JSON and instants as they are stored. */
  tables: Record<string, Record<string, string | number | boolean | null>[]>;
  project: string;
  /** An API key's Authorization header. */
  authorization: string;
  /** The export of all labels, a line each. */
  labels: string;
};

/** Everything an item can go through, once. */
const live = async (server: TestServer) => {
  const project = await server.project(
    {
      degree: 'partial',
      threshold: 0.8,
      auditShare: 0.5,
      blindShare: 0.3,
      rules: [
        {
          name: 'two',
          when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
          then: { review: true, inspectors: 2 },
        },
      ],
    },
    { slug: 'phones' },
  );
  const service = await server.service(project);
  const [ada, ben] = [await deskOf(server, project), await deskOf(server, project)];
  const lead = await deskOf(server, project, 'lead');
  const sure = Array.from({ length: 6 }, (_, i) => aPrediction({ key: `sure-${i}`, confidence: 0.95 }));
  const unsure = Array.from({ length: 6 }, (_, i) => aPrediction({ key: `unsure-${i}`, confidence: 0.4 }));
  const doubtful = { key: 'doubtful', confidence: 0.5, inputs: { doubtful: true }, priority: 9 };
  await submit(service, project, [...sure, ...unsure, aPrediction(doubtful)]);

  const decideNext = async (desk: typeof ada, value: string) => {
    const { id } = await desk
      .decides(await desk.claimsOne(), value)
      .then(({ decisionId }) => ({ id: decisionId }));
    return id;
  };
  await decideNext(ada, 'scratched'); // the doubtful one
  await decideNext(ben, 'intact'); // who disagrees
  await decideNext(lead, 'intact'); // and is right
  const changed = await decideNext(ada, 'scratched');
  await ada.changes(changed, 'intact');
  await ben.skips(await ben.claimsOne());
  await ben.escalates(await ben.claimsOne());
  const amended = await decideNext(ada, 'scratched');
  await service.fetch(`/api/v1/projects/${project}/labels`).then((r) => r.text());
  await ada.changes(amended, 'intact');
  await ada.claimsOne(); // and holds it
  return { project, service };
};

const tablesOf = async (url: string): Promise<Pick<Release, 'tables' | 'migrations'>> => {
  if (!url.startsWith('postgres')) {
    const db = new Driver(url, { readonly: true });
    const names = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all() as string[];
    const tables = Object.fromEntries(
      names.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all() as Release['tables'][string]]),
    );
    const migrations = db
      .prepare('SELECT hash, created_at FROM __drizzle_migrations ORDER BY created_at')
      .all() as Release['migrations'];
    db.close();
    return { tables, migrations };
  }
  const client = new pg.Client(url);
  await client.connect();
  const { rows: names } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'socket_io_attachments'",
  );
  const tables: Release['tables'] = {};
  for (const { name } of names) tables[name] = (await client.query(`SELECT * FROM "${name}"`)).rows as never;
  const { rows } = await client.query<Release['migrations'][number]>(
    'SELECT hash, created_at FROM drizzle.__drizzle_migrations ORDER BY created_at',
  );
  await client.end();
  return { tables, migrations: rows };
};

if (process.argv[1] === import.meta.filename) {
  const root = path.join(import.meta.dirname, '../../..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  for (const engine of ['sqlite', 'postgres'] as const) {
    const server = await startServer({ engine });
    const { project, service } = await live(server);
    const labels = await (await service.fetch(`/api/v1/projects/${project}/labels`)).text();
    const url = server.app.services.config.databaseUrl;
    await server.stop();
    const release: Release = {
      version,
      engine,
      ...(await tablesOf(url)),
      project,
      authorization: service.headers['authorization'] ?? '',
      labels,
    };
    const file = path.join(import.meta.dirname, `${version}.${engine}.json`);
    writeFileSync(file, `${JSON.stringify(release, null, 1)}\n`);
    await server.close();
  }
}
