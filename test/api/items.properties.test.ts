import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { aPrediction, startServer, submit, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Keys as services make them: paths, addresses, percent signs, spaces, scripts of the world, LIKE's wildcards. */
const odd = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '%', '_', ' ', '?', '#', '.', 'ü', '😀', '\uffff', '"'),
  minLength: 1,
  maxLength: 6,
});
const long = fc.string({ unit: fc.constantFrom('漢', 'a'), minLength: 299, maxLength: 300 });
const keys = fc.uniqueArray(fc.oneof({ weight: 9, arbitrary: odd }, { weight: 1, arbitrary: long }), {
  minLength: 1,
  maxLength: 30,
});

it('every item is found by its key, and by each beginning of it, once whatever the size of the pages', async () => {
  await fc.assert(
    fc.asyncProperty(keys, fc.nat(), fc.integer({ min: 1, max: 9 }), async (sent, pick, limit) => {
      const project = await server.project();
      const service = await server.service(project);
      await submit(
        service,
        project,
        sent.map((key) => aPrediction({ key })),
      );
      const list = async (key?: string) => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const query = { limit, key, cursor };
          const page: ReplyOf<typeof api.items.list> = await service.call(api.items.list, {
            params: { project },
            query,
          });
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          found.push(...page.rows.map((row) => row.key));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        return found;
      };
      expect((await list()).toSorted()).toEqual(sent.toSorted());
      expect(await list('')).toEqual(sent.toSorted(bytewise));
      const one = sent[pick % sent.length] ?? '';
      const points = Array.from(one);
      for (const prefix of [one, points.slice(0, 1 + (pick % points.length)).join('')])
        expect(await list(prefix)).toEqual(sent.filter((key) => key.startsWith(prefix)).toSorted(bytewise));

      // A key that is only dots names the folder itself or the one above it, to whoever sends the address.
      if (/^\.{1,2}$/.test(one)) return;
      const params = { project, key: one };
      expect((await service.call(api.items.get, { params })).key).toBe(one);
      expect((await service.call(api.items.label, { params })).key).toBe(one);
    }),
    { numRuns: 25 },
  );
});
