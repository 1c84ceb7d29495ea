import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import { startBucket } from '../support/bucket.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectNothingHalfWritten, expectStored } from '../support/intact.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';
import { limitPages, mountSmallDisk } from '../support/small-disk.ts';
import { submitStream } from '../support/stream.ts';

type Sent = { record: Record<string, unknown>; receipt: Receipt };

let records = 0;
/** A large record, by turns for people and for the model to decide. */
const aRecord = () =>
  aPrediction({ payload: { text: 'x'.repeat(20_000) }, confidence: (records += 1) % 2 === 0 ? 0.6 : 0.95 });

/** Does something again and again until it is refused. */
const untilRefused = async <T extends { status: number }>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 0; tries < 5_000; tries += 1) {
    const answer = await work();
    if (answer.status >= 300) return answer;
  }
  throw new Error('it was never refused');
};

describe('a full disk under the embedded database', () => {
  const disk = mountSmallDisk() ?? limitPages();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let desk: Desk;
  const acknowledged: Sent[] = [];
  const refused: Record<string, unknown>[] = [];

  beforeAll(async () => {
    server = await startServer({ env: { DATA_DIR: disk.folder } });
    project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0.3 });
    service = await server.service(project);
    desk = await deskOf(server, project);
  });
  afterAll(async () => {
    await server.close();
    disk.close();
  });

  const submitOne = async () => {
    const record = aRecord();
    const response = await service.fetch(addressOf(api.intake.submit, { project }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(record),
    });
    if (response.ok) acknowledged.push({ record, receipt: (await response.json()) as Receipt });
    else refused.push(record);
    return response;
  };

  it('is answered 507, once what is left of it is used up, to submissions in whatever form', async () => {
    for (let i = 0; i < 20; i += 1) await submitOne();
    expect(refused).toEqual([]);
    disk.fill();
    await expectProblemIn(await untilRefused(submitOne), 'storage_full');

    const batch = Array.from({ length: 300 }, aRecord);
    for (const [i, result] of (await submit(service, project, batch)).entries())
      if ('problem' in result) {
        expect(result.problem).toMatchObject({ code: 'storage_full', status: 507 });
        refused.push(batch[i] ?? {});
      } else acknowledged.push({ record: batch[i] ?? {}, receipt: result });
    expect(refused.length).toBeGreaterThan(100);

    const lines = Array.from({ length: 100 }, aRecord);
    const sent = lines.map((record) => `${JSON.stringify(record)}\n`);
    let line = 0;
    for await (const result of submitStream(server, service.headers, project, sent)) {
      const record = lines[line] ?? {};
      line += 1;
      if (result.problem) refused.push(record);
      else acknowledged.push({ record, receipt: result as Receipt }); // it has no problem
      expect([undefined, 'storage_full']).toContain(result.problem?.code);
    }
    expect(line).toBe(lines.length);
  });

  const endings: { id: string; body: SentBody<typeof api.reviews.escalate> }[] = [];

  it('is answered 507 to what people do', async () => {
    const answer = await untilRefused(async () => {
      const claimed = await desk.ask(api.reviews.claim, { params: { project }, body: { count: 1 } });
      if (claimed.status !== 200) return claimed;
      const [review] = claimed.body.reviews;
      if (!review) throw new Error('there are no reviews left');
      const { id, token } = review;
      const body = { decisionId: randomUUID(), token, note: 'x'.repeat(1_000) };
      const ended = await desk.ask(api.reviews.escalate, { params: { project, id }, body });
      if (ended.status === 200) endings.push({ id, body });
      return ended;
    });
    expectProblem(answer, 'storage_full');
  });

  it('leaves nothing half-written, and lets everything be read', async () => {
    await expectNothingHalfWritten(server.app.services.db, project);
    await expectStored(
      service,
      project,
      acknowledged.map(({ receipt }) => receipt.key),
    );
    expect((await server.anyone.fetch('/readyz')).status).toBe(200);
    const key = String(acknowledged[0]?.record.key);
    expect((await service.call(api.items.get, { params: { project, key } })).key).toBe(key);
  });

  it('is over by itself when there is room again: what was refused is taken, what was taken is known', async () => {
    disk.free();
    const results = await submit(service, project, refused);
    expect(results.map((result) => ('problem' in result ? result.problem : result.repeated))).toEqual(
      refused.map(() => false),
    );
    const again = await submit(
      service,
      project,
      acknowledged.map(({ record }) => record),
    );
    expect(again).toEqual(acknowledged.map(({ receipt }) => ({ ...receipt, repeated: true })));
    for (const { id, body } of endings)
      expect(await desk.call(api.reviews.escalate, { params: { project, id }, body })).toMatchObject({
        repeated: true,
      });
    await desk.decides(await desk.claimsOne(), 'intact');
    await expectNothingHalfWritten(server.app.services.db, project);
  });
});

describe('a full media store', () => {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const upload = (service: Caller, project: string) => {
    const body = new FormData();
    body.append('file', new Blob([gif]), 'a.gif');
    return service.fetch(addressOf(api.media.upload, { project }), { method: 'POST', body });
  };

  it('is answered 507, keeps nothing of what it refused, and takes it when there is room again', async () => {
    const disk = mountSmallDisk();
    const bucket = await startBucket();
    // The database keeps its room, where it is the media's that is used up.
    const server = await startServer({
      env: disk ? { DATA_DIR: disk.folder, DATABASE_URL: `${bucket.directory}.db` } : bucket.env,
    });
    try {
      const project = await server.project({}, { itemKind: 'image' });
      const service = await server.service(project);
      disk?.fill();
      bucket.answerBy((request, response) =>
        response
          .writeHead(request.method === 'PUT' ? 507 : 404)
          .end('<Error><Code>StorageFull</Code></Error>'),
      );
      const record = aPrediction({ payload: { image: { base64: gif.toString('base64') } } });
      await expectProblemIn(await upload(service, project), 'storage_full');
      expect(await submit(service, project, [record])).toMatchObject([{ problem: { code: 'storage_full' } }]);
      await expectStored(service, project, []);
      if (disk && existsSync(path.join(disk.folder, 'media')))
        expect(readdirSync(path.join(disk.folder, 'media', 'unfinished'))).toEqual([]);

      disk?.free();
      bucket.answerBy(null);
      expect((await upload(service, project)).status).toBe(201);
      expect(await submit(service, project, [record])).toMatchObject([{ repeated: false }]);
    } finally {
      await server.close();
      await bucket.close();
      disk?.close();
    }
  });
});
