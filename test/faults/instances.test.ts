import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { openDatabase } from '../../db/open.ts';
import { api } from '../../server/api.ts';
import type { ClientEvents, ServerEvents } from '../../server/contract/realtime.ts';
import type { Result } from '../../server/features/intake/contract.ts';
import type { HeldReview } from '../../server/features/reviews/contract.ts';
import { atDesk, type Desk } from '../support/desk.ts';
import { createTestDatabase, findPort, startPostgres, type Postgres } from '../support/postgres.ts';
import { keptCounters, recount } from '../support/recount.ts';
import { startRoundRobin } from '../support/round-robin.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { aPrediction, callerAt, startServer, type Caller } from '../support/server.ts';

const inspectors = 60;
const services = 5;
/** Acknowledged decisions between one disturbance and the next. */
const calm = 150;

let postgres: Postgres;
let databaseUrl: string;
let balancer: Awaited<ReturnType<typeof startRoundRobin>>;
let instances: ServerProcess[] = [];
let project: string;
let projectId: string;
let service: Caller;
let desks: Desk[];
const folder = mkdtempSync(path.join(tmpdir(), 'countersign-instances-'));

beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await createTestDatabase(postgres.url);
  const ports = await Promise.all([findPort(), findPort(), findPort()]);
  balancer = await startRoundRobin(ports);
  const base = () => balancer.url;

  const server = await startServer({ env: { DATABASE_URL: databaseUrl } });
  project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0.5, blindShare: 0.2 });
  projectId = (await server.app.services.projects.get(project))?.id ?? '';
  service = callerAt(base, (await server.service(project)).headers);
  desks = await Promise.all(
    Array.from({ length: inspectors }, async () => {
      const person = await server.person('inspector', project);
      return atDesk({ ...person, ...callerAt(base, { cookie: person.cookie }) }, project);
    }),
  );
  await server.close();

  const entry = path.join(import.meta.dirname, '../support/instance.ts');
  const start = (port: number) =>
    startServerProcess({ DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: String(port) }, entry);
  instances = await Promise.all(ports.map(start));
});
afterAll(async () => {
  balancer?.close();
  await Promise.all(instances.map((instance) => instance.kill()));
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks again, as clients do, until the answer is one: a connection may break, and a server may have to wait itself. */
const persistently = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!/fetch failed|terminated|: 503 /.test(String(error))) throw error;
      await pause(50);
    }
  }
};

it(
  'three instances lose nothing when one is killed and PostgreSQL restarts',
  { timeout: 180_000 },
  async ({ onTestFailed }) => {
    onTestFailed(() =>
      console.log(instances.map((instance) => instance.output().slice(-4_000)).join('\n\n')),
    );
    const submitted = new Set<string>();
    const decided = new Map<string, { reviewId: string; token: number; standing: string }>();
    const over = new AbortController();
    let wanted = { decisions: 0, reached: () => {} };
    const until = (decisions: number) =>
      new Promise<void>((reached) => {
        wanted = { decisions: decided.size + decisions, reached };
      });

    /** As much ahead of the inspectors as keeps them at work. */
    const ahead = 400;
    const submits = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const records = Array.from({ length: 20 }, () =>
          aPrediction({ key: randomUUID(), confidence: Math.random() }),
        );
        const results = await persistently(async () => {
          const response = await service.fetch(addressOf(api.intake.submit, { project }), {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(records),
          });
          if (!response.ok) throw new Error(`predictions: ${response.status} ${await response.text()}`);
          return (await response.json()) as Result[];
        });
        // A record that could not be stored while the database was away has a problem for its result.
        for (const result of results) if ('itemId' in result) submitted.add(result.key);
        while (submitted.size > decided.size + ahead && !over.signal.aborted) await pause(50);
      }
    };

    const inspects = async (desk: Desk): Promise<void> => {
      let held: HeldReview[] = [];
      while (!over.signal.aborted) {
        const [review, ...others] = held.length > 0 ? held : await persistently(() => desk.claims(2));
        if (!review) {
          await pause(100);
          continue;
        }
        const decisionId = randomUUID();
        const { standing, reviews } = await persistently(() =>
          desk.decides(review, 'scratched', { decisionId, claim: 1 }),
        );
        decided.set(decisionId, { reviewId: review.id, token: review.token, standing });
        // A decision that is repeated is answered with all that is held, what is here already with it.
        const isAnew = ({ id }: HeldReview) => reviews.some((one) => one.id === id);
        held = [...others.filter((other) => !isAnew(other)), ...reviews];
        if (decided.size >= wanted.decisions) wanted.reached();
      }
    };

    const sockets = desks.map((desk) => {
      const socket: Socket<ServerEvents, ClientEvents> = io(balancer.url, {
        extraHeaders: { cookie: desk.cookie },
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelayMax: 500,
      });
      // As the web application does where the server could not tell who it is.
      socket.on('connect_error', () => !socket.active && setTimeout(() => socket.connect(), 200));
      socket.on('connect', () => socket.emit('watch', { project, reviewing: true }, () => {}));
      return socket;
    });

    const work = [...Array.from({ length: services }, submits), ...desks.map((desk) => inspects(desk))];
    const failed = Promise.race(work);
    await Promise.race([until(calm), failed]);
    await instances[1]?.kill();
    await Promise.race([until(calm), failed]);
    await postgres.restart();
    await Promise.race([until(calm), failed]);
    over.abort();
    await Promise.all(work);

    // Everyone is connected again, and hears from whichever instance: who is there, and that an item changed.
    const everyone = desks.map((desk) => desk.id).toSorted();
    await Promise.all(
      sockets.map(async (socket) => {
        if (!socket.connected) await once(socket as never, 'connect');
        for (;;) {
          const heard = new Promise<string[]>((resolve) => {
            socket.once('presence', ({ people }) => resolve(people.map(({ userId }) => userId).toSorted()));
          });
          socket.emit('watch', { project, reviewing: true }, () => {});
          if (JSON.stringify(await heard) === JSON.stringify(everyone)) return;
        }
      }),
    );
    const [desk] = desks;
    if (!desk) throw new Error('nobody is at work');
    await service.call(api.intake.submit, {
      params: { project },
      body: aPrediction({ confidence: 0.1 }),
    } as never);
    const [review] = await desk.claims(1);
    if (!review) throw new Error('there is no review');
    const told = sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          socket.on('item', ({ key }) => key === review.key && resolve());
        }),
    );
    await desk.decides(review, 'intact');
    await Promise.all(told);
    for (const socket of sockets) socket.disconnect();

    const db = await openDatabase(databaseUrl);
    try {
      await db.read(async ({ db: q, tables: { items, decisions } }) => {
        const stored = new Set((await q.select({ key: items.key }).from(items)).map(({ key }) => key));
        expect(
          [...submitted].filter((key) => !stored.has(key)),
          'submissions lost',
        ).toEqual([]);
        const rows = await q.select().from(decisions);
        const kept = new Map(rows.map((row) => [row.id, row]));
        const lost = [...decided].filter(([id, { standing }]) => kept.get(id)?.standing !== standing);
        expect(lost, 'decisions lost').toEqual([]);
        const standing = rows.filter((row) => row.standing === 'standing').map((row) => row.reviewId);
        expect(standing.length, 'reviews decided twice').toBe(new Set(standing).size);
      });
      expect(await keptCounters(db, projectId)).toEqual(await recount(db, projectId));
    } finally {
      await db.close();
    }
    const slots = instances.flatMap((instance) =>
      [...instance.output().matchAll(/ran tick:(\d+)/g)].map(([, n]) => n),
    );
    expect(slots.length, 'job slots run').toBeGreaterThan(0);
    expect(slots.length, 'job slots run twice').toBe(new Set(slots).size);
    console.log(
      `${submitted.size} submissions and ${decided.size} decisions acknowledged, ${slots.length} job slots: none lost, none twice`,
    );
  },
);
