import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { peakMemory, startPrepared, type PreparedProcess } from '../support/prepared-process.ts';
import { aPrediction, submit, type Caller } from '../support/server.ts';

const megabyte = 1024 * 1024;
const labels = 1_600;
const text = 'x'.repeat(40_000);

let server: PreparedProcess<{ project: string; service: Caller }>;
beforeAll(async () => {
  server = await startPrepared(
    async (first) => {
      const project = await first.project({ degree: 'full', auditShare: 0.01 });
      const service = await first.service(project);
      for (let i = 0; i < labels; i += 800)
        await submit(
          service,
          project,
          Array.from({ length: 800 }, () => aPrediction({ payload: { text }, confidence: 0.99 })),
        );
      return { project, service };
    },
    { LOG_LEVEL: 'info' },
  );
});
afterAll(() => server.close());

const beginExport = async (): Promise<IncomingMessage> => {
  const { project, service } = server.made;
  const address = server.url + addressOf(api.labels.export, { project }, { format: 'jsonl' });
  const asked = get(address, { headers: service.headers, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // what this event brings
  return response;
};

/** Holds that others submit and read meanwhile; gives how many they submitted. */
const expectOthersServed = async (): Promise<number> => {
  const { project, service } = server.made;
  const records = Array.from({ length: 10 }, () => aPrediction());
  for (const record of records) {
    await submit(service, project, [record]);
    const { key } = record;
    expect((await service.call(api.items.get, { params: { project, key } })).key).toBe(key);
  }
  return records.length;
};

it('an export of 64 MB that nobody reads takes little memory, holds nobody up, and is there to the end once it is read', async () => {
  peakMemory(server.process.pid);
  const more = await expectOthersServed();
  const before = peakMemory(server.process.pid);
  const unread = await Promise.all(Array.from({ length: 5 }, beginExport));
  await expectOthersServed();
  const after = peakMemory(server.process.pid);
  if (before !== null && after !== null) expect((after - before) / megabyte).toBeLessThan(100);

  const [first, ...others] = unread;
  if (!first) throw new Error('no export was begun');
  let rows = 0;
  for await (const line of createInterface({ input: first })) if (line !== '') rows += 1;
  expect(rows).toBe(labels + more);
  for (const other of others) other.destroy();
});

it('an export ends when its caller hangs up', async () => {
  const hungUp = () => server.process.output().split('"brokenOff":true').length - 1;
  const before = hungUp();
  const unread = await beginExport();
  unread.destroy();
  while (hungUp() === before) await expectOthersServed();
  await expectOthersServed();
});
