import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import type { Database } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { api } from '../../server/api.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import type { HeldReview } from '../../server/features/reviews/contract.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { expectEvidence, keptCounters, recount } from '../support/recount.ts';
import { callbackEnv, told } from '../support/callbacks.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { aPrediction, startServer, type Caller } from '../support/server.ts';
import { submitStream } from '../support/stream.ts';

/** What the server said 2xx to: it must be there whatever happens next. */
type Acknowledged = {
  submissions: Map<string, { record: Record<string, unknown>; receipt: Receipt }>;
  decisions: { review: HeldReview; desk: Desk; decisionId: string; value: string; standing: string }[];
};

/** Numbers that look random and are the same in each run. */
const drawsFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

describe.each(['SQLite', 'PostgreSQL'])(
  'promise 1: what a server on %s acknowledged',
  { timeout: 120_000 },
  (engine) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-kill-'));
    let env: Record<string, string>;
    let url: string;
    let project: string;
    let projectId: string;
    let service: Caller;
    let desks: Desk[];
    let process: ServerProcess | null = null;
    let receiver: Receiver;

    beforeAll(async () => {
      const admin = globalThis.process.env.TEST_DATABASE_URL;
      if (!admin) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
      const databaseUrl =
        engine === 'SQLite' ? path.join(folder, 'countersign.db') : await createTestDatabase(admin);
      env = { DATA_DIR: folder, DATABASE_URL: databaseUrl, ...callbackEnv };
      // The people and the project are made by a server in this process, which then gives its port to the other.
      const server = await startServer({ env });
      project = await server.project({
        degree: 'partial',
        threshold: 0.8,
        auditShare: 0.3,
        blindShare: 0.2,
        rules: [
          {
            name: 'two',
            when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
            then: { review: true, inspectors: 2 },
          },
        ],
      });
      projectId = (await server.app.services.projects.get(project))?.id ?? '';
      service = await server.service(project);
      receiver = await startReceiver();
      const lead = await server.person('lead', project);
      await lead.call(api.callbacks.create, { params: { project }, body: { url: receiver.url } });
      desks = await Promise.all(Array.from({ length: 6 }, () => deskOf(server, project)));
      url = server.url;
      env.PORT = new URL(url).port;
      await server.close();
    });
    afterAll(async () => {
      await process?.kill();
      await receiver.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const acknowledged: Acknowledged = { submissions: new Map(), decisions: [] };

    /** Submits and decides from many sides at once, and kills the server at some acknowledgement, drawn from the seed. */
    const workUntilKilled = async (server: ServerProcess, seed: number): Promise<void> => {
      const draw = drawsFrom(seed);
      let left = 60 + Math.floor(draw() * 300);
      const kills: Promise<void>[] = [];
      const acknowledge = (keep: () => void): void => {
        keep();
        left -= 1;
        if (left === 0) kills.push(server.kill());
      };
      const aRecord = () =>
        aPrediction({ key: randomUUID(), confidence: draw(), inputs: { doubtful: draw() < 0.3 } });
      const acknowledgeSubmission = (record: Record<string, unknown>, receipt: Receipt): void =>
        acknowledge(() => acknowledged.submissions.set(receipt.key, { record, receipt }));

      const submitsArrays = async (): Promise<void> => {
        for (;;) {
          const records = Array.from({ length: 1 + Math.floor(draw() * 5) }, aRecord);
          const response = await service.fetch(addressOf(api.intake.submit, { project }), {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(records),
          });
          const receipts = (await response.json()) as Receipt[]; // all are good
          receipts.forEach((receipt, i) => acknowledgeSubmission(records[i] ?? {}, receipt));
        }
      };
      const submitsStream = async (): Promise<void> => {
        const sent: Record<string, unknown>[] = [];
        const wanted: (() => void)[] = [];
        const lines = async function* () {
          for (;;) {
            const record = aRecord();
            sent.push(record);
            yield `${JSON.stringify(record)}\n`;
            // A little ahead of the answers, as a service with a window of open records is.
            if (sent.length > 8) await new Promise<void>((resolve) => wanted.push(resolve));
          }
        };
        for await (const receipt of submitStream({ url }, service.headers, project, lines())) {
          acknowledgeSubmission(sent.shift() ?? {}, receipt as Receipt); // all are good
          wanted.shift()?.();
        }
      };
      const decides = async (desk: Desk): Promise<void> => {
        let held: HeldReview[] = [];
        for (;;) {
          const [review, ...others] = held.length > 0 ? held : await desk.claims(2);
          if (!review) continue;
          const decisionId = randomUUID();
          const value = draw() < 0.5 ? 'scratched' : 'intact';
          const { standing, reviews } = await desk.decides(review, value, { decisionId, claim: 1 });
          acknowledge(() => acknowledged.decisions.push({ review, desk, decisionId, value, standing }));
          held = [...others, ...reviews];
        }
      };
      // Each goes on until its connection breaks.
      const work = [submitsArrays(), submitsArrays(), submitsStream(), ...desks.map(decides)];
      const ends = await Promise.allSettled(work);
      const reasons = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : ''));
      expect(kills, `all ended before it was killed:\n${reasons.join('\n')}`).toHaveLength(1);
      await Promise.all(kills);
    };

    const expectAll = async (): Promise<void> => {
      const stored = new Set<string>();
      const read = async (cursor?: string): Promise<void> => {
        const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
        const page = await service.call(api.items.list, { params: { project }, query });
        for (const row of page.rows) stored.add(row.key);
        if (page.nextCursor !== null) await read(page.nextCursor);
      };
      await read();
      const lost = [...acknowledged.submissions.keys()].filter((key) => !stored.has(key));
      expect(lost, 'submissions that were acknowledged and are gone').toEqual([]);

      for (const { review, decisionId, value, standing } of acknowledged.decisions) {
        const item = await service.call(api.items.get, { params: { project, key: review.key } });
        const found = item.decisions.find((decision) => decision.id === decisionId);
        expect(found, 'a decision that was acknowledged').toMatchObject({
          reviewId: review.id,
          value,
          standing,
        });
      }
    };

    /** A client that was cut off sends everything again, and is given the first answers. */
    const sendAllAgain = async (): Promise<void> => {
      const all = [...acknowledged.submissions.values()];
      const response = await service.fetch(addressOf(api.intake.submit, { project }), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(all.map(({ record }) => record)),
      });
      expect(await response.json()).toEqual(all.map(({ receipt }) => ({ ...receipt, repeated: true })));
      for (const { desk, review, decisionId, value, standing } of acknowledged.decisions)
        expect(await desk.decides(review, value, { decisionId })).toMatchObject({ standing, repeated: true });
    };

    /** Whatever a kill cut off in the middle of being delivered is still to be delivered. */
    const expectAllTold = async (db: Database): Promise<void> => {
      const arrived = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
      const rows = await db.read(async ({ db: builder, tables: { items, outboxEvents: e, deliveries: d } }) =>
        builder
          .select({ id: e.id, key: items.key, type: e.type, state: d.state })
          .from(e)
          .innerJoin(d, eq(d.eventId, e.id))
          .innerJoin(items, eq(items.id, e.itemId)),
      );
      const lost = rows.filter(({ id, state }) => state !== 'pending' && !arrived.has(id));
      expect(lost, 'callbacks that are taken for delivered and never arrived').toEqual([]);
      for (const [key, { receipt }] of acknowledged.submissions) {
        const type = receipt.destination === 'auto' ? 'item.accepted' : 'review.requested';
        const kept = rows.some((row) => row.key === key && row.type === type);
        expect(kept, `${type} of ${key}, which was acknowledged`).toBe(true);
      }
      expect(receiver.received.map(told).length).toBeGreaterThan(0);
    };

    it.each([1, 2])('promise 1: survives a kill -9 under load, the %s. time too', async (seed) => {
      const server = await startServerProcess(env);
      process = server;
      await workUntilKilled(server, seed);
      process = await startServerProcess(env);
      await expectAll();
      await sendAllAgain();
      await process.kill();

      const db = await openDatabase(env.DATABASE_URL ?? '');
      try {
        expect(await keptCounters(db, projectId)).toEqual(await recount(db, projectId));
        await expectEvidence(db);
        await expectAllTold(db);
      } finally {
        await db.close();
      }
    });
  },
);
