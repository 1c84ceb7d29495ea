import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { datasetType } from '../../server/media/dataset-type.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';
import { snapshotScenes } from '../support/snapshots.ts';
import { unzipped } from '../support/unzipped.ts';

const { data, difference, exported, exports, file, get, link, rows, withdrawn } = api.datasets;
const requestExport = api.datasets.export;
const jsonl = { format: 'jsonl', bare: true } as const;

/** The keys of rows in Parquet, as JSON. */
const keysInParquet = async (bytes: Buffer): Promise<string> => {
  const file = Uint8Array.from(bytes).buffer;
  return JSON.stringify(await parquetReadObjects({ file, compressors, columns: ['key'] }));
};

onBothServers((start) => {
  const scene = snapshotScenes(start);

  /** A snapshot of four rows, and a way to erase the first of them. */
  const given = async () => {
    const made = await scene();
    const { lead, params, service, frozen } = made;
    const first = await frozen({ name: 'first' });
    const fetched = (id: string) => service.fetch(addressOf(file, { ...params, id: first.id, export: id }));
    return {
      ...made,
      first,
      at: { params: { ...params, id: first.id } },
      fetched,
      bytesOf: async (id: string) => Buffer.from(await (await fetched(id)).arrayBuffer()),
      erases: (key: string) =>
        lead.call(api.items.erase, { params: { ...params, key }, body: { reason: 'asked by its owner' } }),
    };
  };

  describe('an item that is erased', () => {
    it.each<[SentBody<typeof requestExport>, string | null]>([
      [jsonl, null],
      [{ format: 'csv', bare: true }, null],
      [{ format: 'parquet', bare: true }, null],
      [{ format: 'ground_truth' }, '.manifest'],
      [{ format: 'label_studio' }, 'tasks.json'],
    ])('leaves with no later export of an earlier snapshot: %o', async (form, name) => {
      const { first, exported: written, bytesOf, erases, text, service, at } = await given();
      await erases('a');
      const bytes = await bytesOf((await written(first.id, form)).id);
      const found = name === null ? bytes : await unzipped(bytes, name);
      const told = form.format === 'parquet' ? await keysInParquet(found) : found.toString();
      expect(told).toContain('sure');
      expect(told).not.toMatch(/"a"|^a,/m);
      // What was frozen stays, and its hash true of it.
      expect(await text(first.id)).toContain('"key":"a"');
      expect(await service.call(get, at)).toMatchObject({ hash: first.hash, manifest: { rows: 4 } });
    });

    it('is missed on the card of such an export, which has the manifest as it was frozen', async () => {
      const { first, exported: written, bytesOf, erases } = await given();
      await erases('a');
      const bytes = await bytesOf((await written(first.id, { format: 'csv' })).id);
      const card = (await unzipped(bytes, 'README.md')).toString();
      expect(card).toContain('**Left out: 1 row**');
      expect(JSON.parse((await unzipped(bytes, 'manifest.json')).toString())).toEqual(first.manifest);
    });

    it('makes exports void that were written before: their files and links are dead, and new ones are written', async () => {
      const {
        first,
        exported: written,
        fetched,
        bytesOf,
        erases,
        analyst,
        params,
        at,
        server,
      } = await given();
      const before = await written(first.id, jsonl);
      const place = { ...params, id: first.id, export: before.id };
      const { url } = await analyst.call(link, { params: place, body: {} });
      await analyst.call(requestExport, { ...at, body: { format: 'csv' } });
      const { db, media } = server.app.services;
      const kept = await db.read((q) => q.db.select().from(q.tables.datasetExports));
      const parts = kept.find(({ id }) => id === before.id)?.parts ?? [];
      expect(parts).toHaveLength(1);
      await erases('a');
      expect((await fetched(before.id)).status).toBe(409);
      expect((await fetch(url)).status).toBe(404);
      expectProblem(await analyst.ask(link, { params: place, body: {} }), 'conflict');
      expect(await analyst.call(exported, { params: place })).toMatchObject({
        state: 'cancelled',
        failure: expect.stringContaining('erased'),
        url: null,
        linkExpiresAt: null,
      });
      for (const { hash } of parts) expect(await media.open(hash)).toBeNull();
      const listed = await analyst.call(exports, { ...at, query: {} });
      expect(listed.rows.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
      const again = await written(first.id, jsonl);
      expect(again.id).not.toBe(before.id);
      expect((await bytesOf(again.id)).toString()).not.toContain('"key":"a"');
    });

    it('leaves exports alone of snapshots that it is not in', async () => {
      const { frozen, exported: written, erases, first, params, service } = await given();
      const others = await frozen({ name: 'others', query: { classes: ['intact'] } });
      const before = await written(others.id, jsonl);
      await written(first.id, jsonl);
      await erases('a');
      const address = addressOf(file, { ...params, id: others.id, export: before.id });
      expect(await (await service.fetch(address)).text()).toContain('"key":"b"');
      expect((await written(others.id, jsonl)).id).toBe(before.id);
    });

    it('does not slip through an export that is being written meanwhile', async () => {
      const { first, erases, analyst, at, params, server, exported: written, bytesOf } = await given();
      const { db } = server.app.services;
      const { datasetExports, snapshots, media } = await db.read((q) => Promise.resolve(q.tables));
      const write = db.write.bind(db);
      let isErased = false;
      const spy = vi.spyOn(db, 'write').mockImplementation(async (work) => {
        const rowsOf = await db.read((q) => q.db.select().from(datasetExports));
        // What is written next is that its first part is kept, which has the item in it.
        if (!isErased && rowsOf.some(({ state, attempts }) => state === 'writing' && attempts === 1)) {
          isErased = true;
          await erases('a');
        }
        return write(work);
      });
      const { id } = await analyst.call(requestExport, { ...at, body: jsonl });
      const place = { params: { ...params, id: first.id, export: id } };
      await expect
        .poll(async () => (await analyst.call(exported, place)).state, { timeout: 60_000 })
        .not.toBe('writing');
      expect(await analyst.call(exported, place)).toMatchObject({ state: 'cancelled' });
      const again = await written(first.id, jsonl);
      spy.mockRestore();
      expect(again.id).not.toBe(id);
      expect((await bytesOf(again.id)).toString()).not.toContain('"key":"a"');
      const owned = await db.read((q) => q.db.select().from(media));
      const held = await db.read(async (q) => [
        ...(await q.db.select({ parts: snapshots.parts }).from(snapshots)),
        ...(await q.db.select({ parts: datasetExports.parts }).from(datasetExports)),
      ]);
      const hashes = held.flatMap(({ parts }) => parts.map(({ hash }) => hash));
      expect(
        owned
          .filter(({ type }) => type === datasetType)
          .map(({ hash }) => hash)
          .toSorted(),
      ).toEqual(hashes.toSorted());
    });

    it('is no row of earlier snapshots any more, and no part of how they differ', async () => {
      const { first, erases, service, at, params, frozen, desk, decided, clock } = await given();
      clock.pass(1_000);
      await desk.changes(decided[0] ?? '', 'intact');
      const second = await frozen({ name: 'second' });
      clock.pass(1_000);
      await erases('a');
      const third = await frozen({ name: 'third' });
      const page = await service.call(rows, { ...at, query: { limit: 2 } });
      expect(page.rows.map(({ key }) => key)).toEqual(['b', 'c']);
      const more = { limit: 2, cursor: page.nextCursor ?? '' };
      expect((await service.call(rows, { ...at, query: more })).rows.map(({ key }) => key)).toEqual(['sure']);
      for (const id of [second.id, third.id])
        expect(
          await service.call(difference, { params: { ...params, id }, query: { from: first.id } }),
        ).toEqual({
          added: 0,
          removed: 0,
          changed: 0,
          unchanged: 3,
          byColumn: {},
          examples: { added: [], removed: [], changed: [] },
        });
      expect((await service.fetch(addressOf(data, at.params))).status).toBe(200);
    });

    it('is listed with the trainings whose datasets hold it', async () => {
      const { erases, lead, service, params } = await given();
      const asked = await lead.call(api.retraining.request, { params });
      const cycle = { params: { ...params, id: asked.id } };
      await expect
        .poll(async () => (await lead.call(api.retraining.cycle, cycle)).state, { timeout: 60_000 })
        .toBe('requested');
      await submit(service, params.project, [aPrediction({ key: 'late', confidence: 0.95 })]);
      await erases('a');
      await erases('d');
      await erases('late');
      const listed = await service.call(withdrawn, { params, query: {} });
      expect(listed.rows.map(({ key, trainings }) => [key, trainings])).toEqual([
        ['late', []],
        ['d', []],
        ['a', [asked.id]],
      ]);
    });
  });

  describe('the keys that are withdrawn', () => {
    it('are listed in the order in which they were, so that who reads on from the last one misses none', async () => {
      const { erases, service, params, clock, server } = await given();
      const { media } = server.app.services;
      const open = media.open.bind(media);
      // While it is looked for in snapshots, time passes and another is erased.
      const spy = vi.spyOn(media, 'open').mockImplementationOnce(async (...asked) => {
        clock.pass(60_000);
        await erases('sure');
        clock.pass(60_000);
        return open(...asked);
      });
      const later = clock.now() + 120_000;
      const { erasedAt } = await erases('c');
      spy.mockRestore();
      expect(Date.parse(erasedAt)).toBeGreaterThanOrEqual(later);
      // Within one moment.
      for (const key of ['a', 'd', 'b']) await erases(key);
      const listed = await service.call(withdrawn, { params, query: {} });
      expect(listed.rows.map(({ key }) => key)).toEqual(['b', 'd', 'a', 'c', 'sure']);
    });
  });
});
