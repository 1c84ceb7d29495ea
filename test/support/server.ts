import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { addressOf, type RequestOf } from '../../client/api/call.ts';
import { engineOf } from '../../db/engine.ts';
import { insertMembership, insertUser } from '../../db/queries/people.ts';
import { insertSession } from '../../db/queries/sessions.ts';
import { api } from '../../server/api.ts';
import { createApp, type App } from '../../server/app.ts';
import { configFrom } from '../../server/config.ts';
import type { Problem } from '../../server/contract/problems.ts';
import type { ClientEvents, ServerEvents } from '../../server/contract/realtime.ts';
import type { ReplyOf, Route, SentBody } from '../../server/contract/route.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { firstPolicy } from '../../server/domain/policy.ts';
import type { KeyPermission, Role } from '../../server/domain/roles.ts';
import { keyPermissions } from '../../server/domain/roles.ts';
import type { Patience } from '../../server/http/connection-limits.ts';
import type { Job } from '../../server/jobs/job.ts';
import { hashSecret, newSecret } from '../../server/http/secrets.ts';
import { createMigratedDatabase, writeMigratedFile } from './migrated-database.ts';

/** What came back: the status, the headers, and the parsed body of a success or a problem. */
export type Answer<R extends Route> = {
  status: number;
  headers: Headers;
  body: ReplyOf<R>;
  problem: Problem;
};

/** Somebody who calls the API: their requests carry their cookie or key. */
export type Caller = {
  headers: Record<string, string>;
  /** Calls a route; throws, with the problem, where it is refused. */
  call<R extends Route>(route: R, request: RequestOf<R>): Promise<ReplyOf<R>>;
  /** Calls a route and gives the answer, refused or not. */
  ask<R extends Route>(route: R, request: RequestOf<R>): Promise<Answer<R>>;
  /** A request of the test's own making, below the server's address. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
};

/** A person in a browser, without the browser. */
export type PersonCaller = Caller & { id: string; name: string; email: string; cookie: string };

/** Somebody who sends these headers. */
export const callerAt = (base: () => string, headers: Record<string, string>): Caller => {
  const request = (address: string, init: RequestInit = {}) =>
    fetch(base() + address, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
  const ask: Caller['ask'] = async (route, sent) => {
    const { params, query, body } = sent as Record<string, Record<string, unknown> | undefined>;
    const response = await request(addressOf(route, params, query), {
      method: route.method.toUpperCase(),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    const parsed = type.endsWith('json') ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
  };
  return {
    headers,
    ask,
    call: async (route, sent) => {
      const answer = await ask(route, sent);
      if (answer.status >= 300)
        throw new Error(`${route.method} ${route.path}: ${answer.status} ${JSON.stringify(answer.problem)}`);
      return answer.body;
    },
    fetch: request,
  };
};

/** A running server on a database of its own, and ways to be its users. */
export type TestServer = {
  app: App;
  url: string;
  anyone: Caller;
  /** A signed-in person; `role` in the project of this slug, or an admin. */
  person(role: Role | null, project?: string, name?: string): Promise<PersonCaller>;
  /** A model service with a key of the project. */
  service(project: string, permissions?: KeyPermission[]): Promise<Caller>;
  /** A project that asks whether something is scratched, with this policy. */
  project(policy?: Partial<Policy>, more?: Partial<SentBody<typeof api.projects.create>>): Promise<string>;
  /** A connected socket of a person that watches a project. */
  socket(person: PersonCaller, project: string): Promise<Socket<ServerEvents, ClientEvents>>;
  /** Stops the server as a signal does; its data stays until `close`. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  engine?: 'sqlite' | 'postgres';
  env?: Record<string, string>;
  now?: () => number;
  patience?: Partial<Patience>;
  /** In place of those of the program. */
  jobs?: readonly Job[];
};

export const scratchClasses = [
  { name: 'scratched', title: 'Scratched', color: '#e03131', key: 'j', retired: false },
  { name: 'intact', title: 'Intact', color: '#2f9e44', key: 'k', retired: false },
];

const year = 365 * 86_400_000;

/** Starts the real server on a free port with an empty database. Replies are held against their contracts. */
export const startServer = async ({
  engine = 'sqlite',
  env = {},
  now,
  patience,
  jobs,
}: Options = {}): Promise<TestServer> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-api-'));
  const admin = process.env.TEST_DATABASE_URL;
  if (engine === 'postgres' && !admin) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
  const config = configFrom({
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    CHECK_REPLIES: 'true',
    ...(engine === 'postgres' && admin ? { DATABASE_URL: await createMigratedDatabase(admin) } : {}),
    ...env,
  });
  const { databaseUrl } = config;
  if (engineOf(databaseUrl) === 'sqlite' && !existsSync(databaseUrl)) await writeMigratedFile(databaseUrl);
  const newSeed = () => 'The same draws in every run';
  const app = await createApp(config, {
    newSeed,
    ...(now && { now }),
    ...(patience && { patience }),
    ...(jobs && { jobs }),
  });
  await app.listen();
  const { port } = app.server.address() as AddressInfo; // a TCP server's, once it listens
  const url = `http://localhost:${port}`;
  const base = () => url;
  const { db } = app.services;
  const clock = () => app.services.now();
  let people = 0;
  const sockets: Socket[] = [];

  const person: TestServer['person'] = async (role, project, name) => {
    people += 1;
    const called = name ?? `${role ?? 'stranger'} ${people}`;
    const email = `person-${people}-${randomUUID().slice(0, 8)}@example.org`;
    const secret = newSecret('');
    const state = project === undefined ? null : await app.services.projects.get(project);
    const id = await db.write(async (tx) => {
      const at = clock();
      const userId = await insertUser(tx, {
        email,
        name: called,
        passwordHash: null,
        isAdmin: role === 'admin',
        createdAt: at,
      });
      if (userId === null) throw new Error(`${email} exists`);
      if (state && role !== null && role !== 'admin')
        await insertMembership(tx, { userId, projectId: state.id, role, createdAt: at });
      const session = { id: hashSecret(secret), userId, createdAt: at, expiresAt: at + year };
      await insertSession(tx, session);
      return userId;
    });
    const cookie = `cs_session=${secret}`;
    return { ...callerAt(base, { cookie }), id, name: called, email, cookie };
  };

  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= app.close());

  let firstAdmin: PersonCaller | null = null;
  const theAdmin = async () => (firstAdmin ??= await person('admin'));

  return {
    app,
    url,
    anyone: callerAt(base, {}),
    person,
    service: async (project, permissions = [...keyPermissions]) => {
      const owner = await theAdmin();
      const { secret } = await owner.call(api.keys.create, {
        params: { project },
        body: { name: 'line', permissions },
      });
      return callerAt(base, { authorization: `Bearer ${secret}` });
    },
    project: async (policy = {}, more = {}) => {
      const owner = await theAdmin();
      const slug = more.slug ?? `p-${randomUUID().slice(0, 8)}`;
      await owner.call(api.projects.create, {
        body: {
          slug,
          name: 'Phones',
          question: 'Is this phone scratched?',
          itemKind: 'text',
          schema: { kind: 'choice', classes: scratchClasses },
          ...more,
        },
      });
      await owner.call(api.policy.save, {
        params: { project: slug },
        body: { basedOn: 1, policy: { ...firstPolicy, ...policy }, note: 'To begin with' },
      });
      return slug;
    },
    socket: async (who, project) => {
      const socket: Socket<ServerEvents, ClientEvents> = io(url, {
        extraHeaders: { cookie: who.cookie },
        transports: ['websocket'],
        forceNew: true,
      });
      sockets.push(socket);
      const ok = await socket.timeout(10_000).emitWithAck('watch', { project, reviewing: false });
      if (!ok) throw new Error(`${who.name} may not watch ${project}`);
      return socket;
    },
    stop,
    close: async () => {
      for (const socket of sockets) socket.disconnect();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

let submissions = 0;

/** A prediction worth submitting: unsure, of a text item, with a key of its own. */
export const aPrediction = (more: Record<string, unknown> = {}) => ({
  key: `item-${(submissions += 1)}`,
  payload: { text: 'A phone' },
  model: 'scratches@1',
  value: 'scratched',
  confidence: 0.6,
  ...more,
});

/** Submits predictions and gives their receipts, in order. */
export const submit = async (service: Caller, project: string, records: Record<string, unknown>[]) => {
  const response = await service.fetch(addressOf(api.intake.submit, { project }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(records),
  });
  if (!response.ok) throw new Error(`submit: ${response.status} ${await response.text()}`);
  return (await response.json()) as Exclude<ReplyOf<typeof api.intake.submit>, unknown[]>[];
};
