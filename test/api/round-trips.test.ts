import { describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { importsOf } from '../support/imports.ts';
import { onBothServers } from '../support/servers.ts';
import { freezer, snapshotScenes } from '../support/snapshots.ts';
import { unzipped } from '../support/unzipped.ts';

onBothServers((start) => {
  const given = snapshotScenes(start);

  describe('what was exported and is imported again', () => {
    it.each([
      ['jsonl', true, 'jsonl'],
      ['parquet', true, 'parquet'],
      ['csv', true, 'csv'],
      ['label_studio', false, 'label_studio'],
    ] as const)('has the same hash: by %s', async (format, bare, source) => {
      const { server, service, params, frozen, exported } = await given();
      const first = await frozen({ name: 'first' });
      const whole = await exported(first.id, { format, bare });
      const address = addressOf(api.datasets.file, { ...params, id: first.id, export: whole.id });
      const bytes = Buffer.from(await (await service.fetch(address)).arrayBuffer());
      const file = bare ? bytes : await unzipped(bytes, 'tasks.json');

      const other = await server.project({ degree: 'human_only' });
      const brings = importsOf(await server.service(other), other);
      const { body, status } = await brings.bring(new Uint8Array(file), source);
      expect(status, JSON.stringify(body)).toBe(201);
      await brings.start(body.id);
      expect(await brings.ended(body.id)).toMatchObject({
        state: 'done',
        counts: { items: 4, labels: 4, refused: 0 },
      });
      const again = await freezer(server, other);
      const second = await again.frozen({ name: 'second' });
      expect(await again.text(second.id)).toBe(
        await freezer(server, params.project).then((f) => f.text(first.id)),
      );
      expect(second.hash).toBe(first.hash);
    });
  });
});
