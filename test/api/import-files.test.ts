import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { changeImport, importOf } from '../../db/queries/imports.ts';
import { api } from '../../server/api.ts';
import { asLines, importsOf } from '../support/imports.ts';
import type { TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const day = 86_400_000;
const rows = asLines(['a', 'b', 'c'].map((key) => ({ key, text: `Phone ${key}`, label: 'intact' })));

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer | null = null;
  const scene = async () => {
    server ??= await start({ now: clock.now, env: { MAX_IMPORT_BYTES: '9000000' } });
    const project = await server.project();
    const service = await server.service(project);
    const { db, media, imports, projects } = server.app.services;
    const projectId = (await projects.get(project))?.id ?? '';
    const row = (id: string) => db.read((q) => importOf(q, projectId, id));
    const isKept = async (hash: string | undefined) => {
      const file = await media.open(hash ?? '');
      file?.stream.destroy();
      return file !== null;
    };
    return { server, project, service, db, media, imports, row, isKept, ...importsOf(service, project) };
  };

  describe('the file of an import', () => {
    /** Sends bytes without saying how many, and ends as told; answers what was put into the media store of them. */
    const uploads = async (bytes: number, breaksOff: boolean) => {
      const { service, project, media, isKept } = await scene();
      const put = vi.spyOn(media, 'put');
      const piece = new Uint8Array(1_000_000);
      const body = Readable.from(
        (async function* () {
          for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
          if (!breaksOff) return;
          await expect.poll(() => put.mock.settledResults[0]?.type).toBe('fulfilled');
          throw new Error('the line is cut');
        })(),
      );
      const address = addressOf(api.imports.upload, { project }, { format: 'csv', name: 'phones.csv' });
      // What the types of `fetch` do not know: a body that comes bit by bit.
      const sent = {
        method: 'POST',
        body: Readable.toWeb(body),
        duplex: 'half',
      } as unknown as RequestInit;
      const status = await service.fetch(address, sent).then(
        (response) => response.status,
        () => null,
      );
      const parts = put.mock.calls.map(([hash]) => hash);
      put.mockRestore();
      return { status, parts, isKept };
    };

    it.each([
      ['is larger than the server takes', 12_000_000, false, 413],
      ['breaks off', 8_500_000, true, null],
    ])('is let go of where it %s', async (_, bytes, breaksOff, status) => {
      const sent = await uploads(bytes, breaksOff);
      expect(sent.status).toBe(status);
      expect(sent.parts).toHaveLength(1);
      await expect.poll(() => sent.isKept(sent.parts[0])).toBe(false);
    });

    it('is let go of later where the server ended before it could be', async () => {
      const { bring, db, imports, row, isKept } = await scene();
      const { id } = (await bring(rows)).body;
      const part = (await row(id))?.parts[0]?.hash;
      await db.write((tx) => changeImport(tx, id, { state: 'done', endedAt: clock.now() }));
      expect(await isKept(part)).toBe(true);
      clock.pass(day);
      imports.wake();
      await expect.poll(() => isKept(part)).toBe(false);
      expect(await row(id)).toMatchObject({ state: 'done' });
    });

    it('is given up where nobody starts it within seven days, which the audit log tells', async () => {
      const { bring, server: on, project, imports, row, isKept } = await scene();
      const { id } = (await bring(rows)).body;
      const part = (await row(id))?.parts[0]?.hash;
      clock.pass(6 * day);
      const { id: later } = (await bring(rows, 'jsonl', 'later.jsonl')).body;
      clock.pass(1.5 * day);
      imports.wake();
      await expect.poll(() => isKept(part)).toBe(false);
      expect(await row(id)).toMatchObject({ state: 'cancelled', endedAt: clock.now() });
      expect(await isKept((await row(later))?.parts[0]?.hash)).toBe(true);
      const lead = await on.person('lead', project);
      const log = await lead.call(api.auditLog.project, { params: { project }, query: {} });
      expect(log.rows.find(({ action }) => action === 'import.cancelled')).toMatchObject({
        actor: { kind: 'system' },
        subject: 'phones.jsonl',
      });
    });
  });

  it('is held while rows are passed over that were taken in before', async () => {
    const { bring, db, media, imports, row, ended } = await scene();
    const { id } = (await bring(rows)).body;
    const passedOver = Promise.withResolvers<void>();
    onTestFinished(() => {
      passedOver.resolve();
      opened.mockRestore();
    });
    const open = media.open.bind(media);
    const opened = vi.spyOn(media, 'open').mockImplementation(async (...which) => {
      await passedOver.promise;
      return open(...which);
    });
    await db.write((tx) => changeImport(tx, id, { state: 'running', startedAt: clock.now(), rows: 2 }));
    imports.wake();
    const heldUntil = async () => (await row(id))?.leaseExpiresAt ?? 0;
    await expect.poll(heldUntil).toBeGreaterThan(clock.now());
    clock.pass(1_000);
    const before = await heldUntil();
    await expect.poll(heldUntil, { timeout: 10_000 }).toBeGreaterThan(before);
    passedOver.resolve();
    expect(await ended(id)).toMatchObject({ state: 'done', rows: 3, counts: { items: 1 } });
  });
});
