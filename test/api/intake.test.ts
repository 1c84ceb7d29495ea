import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblemIn } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';
import { submitStream, type StreamResult } from '../support/stream.ts';

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

onBothServers((start) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  beforeAll(async () => {
    server = await start({ env: { MAX_RECORD_BYTES: '50000', MAX_BATCH_BYTES: '200000' } });
    project = await server.project({
      degree: 'partial',
      threshold: 0.9,
      auditShare: 0,
      blindShare: 0,
      rules: [
        {
          name: 'dark',
          when: [{ on: 'input', name: 'brightness', op: 'lt', value: 0.2 }],
          then: { review: true, priority: 700, inspectors: 2 },
        },
      ],
    });
    service = await server.service(project);
  });

  const sends = (body: string, type = 'application/json', caller = service) =>
    caller.fetch(addressOf(api.intake.submit, { project }), {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  const receiptOf = async (record: Record<string, unknown>): Promise<Receipt> => {
    const response = await sends(JSON.stringify(record));
    expect(response.status).toBe(200);
    return (await response.json()) as Receipt; // one object is answered by its receipt
  };
  const item = (key: string) => service.call(api.items.get, { params: { project, key } });

  describe('a submission', () => {
    it('that the model is sure of is in force at once, and its receipt says so', async () => {
      const record = aPrediction({ value: 'intact', confidence: 0.97 });
      expect(await receiptOf(record)).toEqual({
        key: record.key,
        itemId: (await item(record.key)).id,
        destination: 'auto',
        reasons: ['at_or_above_threshold'],
        rule: null,
        threshold: 0.9,
        reviewProbability: 0,
        arm: null,
        policyRevision: 2,
        model: 'scratches@1',
        label: { value: 'intact', source: 'auto' },
        repeated: false,
      });
      expect(await item(record.key)).toMatchObject({
        status: 'accepted',
        label: { value: 'intact' },
        reviews: [],
      });
    });

    it('that the model is unsure of waits for a person', async () => {
      const record = aPrediction({ confidence: 0.89 });
      expect(await receiptOf(record)).toMatchObject({
        destination: 'review',
        reasons: ['below_threshold'],
        reviewProbability: 1,
        arm: 'assisted',
        label: null,
      });
      expect(await item(record.key)).toMatchObject({ status: 'in_review', reviews: [{ state: 'open' }] });
    });

    it('that a rule picks out waits for as many people as the rule says, ahead of the others', async () => {
      const record = aPrediction({ confidence: 0.99, inputs: { brightness: 0.1 } });
      expect(await receiptOf(record)).toMatchObject({
        destination: 'review',
        reasons: ['rule'],
        rule: 'dark',
      });
      expect((await item(record.key)).reviews).toHaveLength(2);
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      expect(review).toMatchObject({ key: record.key, priority: 700 });
      await desk.releases(review);
    });

    it('without a value or a confidence waits for a person', async () => {
      expect(await receiptOf(aPrediction({ value: null }))).toMatchObject({
        reasons: ['no_value'],
        arm: 'blind',
      });
      const { confidence: _, ...unsure } = aPrediction();
      expect(await receiptOf(unsure)).toMatchObject({ reasons: ['no_confidence'], arm: 'assisted' });
    });

    it('is kept with all that was sent', async () => {
      const record = aPrediction({
        key: `größe/${randomUUID()}?#%`,
        payload: { text: 'A phone\nwith a scratch', title: 'From line 3' },
        inputs: { brightness: 0.25, line: 'b', wet: false, note: null },
        scores: { scratched: 0.55, intact: 0.45 },
        confidence: 0.55,
        latencyMs: 12.5,
        occurredAt: '2026-01-01T01:00:00+01:00',
        priority: 3,
      });
      await receiptOf(record);
      const { payload, inputs, priority, occurredAt, predictions } = await item(record.key);
      expect({ payload, inputs, priority }).toEqual({
        payload: record.payload,
        inputs: { brightness: 0.25, line: 'b', wet: false, note: null },
        priority: 3,
      });
      expect(occurredAt).toBe('2026-01-01T00:00:00.000Z');
      expect(predictions).toMatchObject([
        {
          model: 'scratches@1',
          value: 'scratched',
          confidence: 0.55,
          scores: { scratched: 0.55, intact: 0.45 },
          latencyMs: 12.5,
        },
      ]);
    });

    it('registers its model version at first use', async () => {
      const analyst = await server.person('analyst', project);
      await receiptOf(aPrediction({ model: 'fresh@2026-05', confidence: 0.99 }));
      const { models } = await analyst.call(api.models.list, { params: { project } });
      expect(models.find(({ model }) => model === 'fresh@2026-05')).toMatchObject({
        name: 'fresh',
        version: '2026-05',
        predictions: 1,
        automated: 1,
      });
    });

    it('is routed by the policy in force from the moment that is saved', async () => {
      const shadow = await server.project({ degree: 'shadow' });
      const sender = await server.service(shadow);
      const [first] = await submit(sender, shadow, [aPrediction({ confidence: 1 })]);
      expect(first).toMatchObject({ destination: 'review', arm: 'blind', policyRevision: 2 });
      const lead = await server.person('lead', shadow);
      const { policy } = await lead.call(api.policy.current, { params: { project: shadow } });
      const full = { ...policy, degree: 'full' as const };
      await lead.call(api.policy.save, {
        params: { project: shadow },
        body: { basedOn: 2, policy: full, note: 'Enough seen' },
      });
      const [second] = await submit(sender, shadow, [aPrediction({ confidence: 0 })]);
      expect(second).toMatchObject({ destination: 'auto', policyRevision: 3 });
    });

    it('by itself is refused with the problem, by the path of the field', async () => {
      await expectProblemIn(await sends(JSON.stringify(aPrediction({ confidence: 2 }))), 'invalid_input', [
        'confidence',
      ]);
      await expectProblemIn(await sends('{"key": '), 'malformed_json');
      await expectProblemIn(await sends(''), 'malformed_json');
      await expectProblemIn(await sends('"key"'), 'invalid_input', []);
      await expectProblemIn(
        await sends('key=1', 'application/x-www-form-urlencoded'),
        'unsupported_media_type',
      );
      const large = aPrediction({ payload: { text: 'x'.repeat(60_000) } });
      await expectProblemIn(await sends(JSON.stringify(large)), 'body_too_large');
      const manyLarge = Array.from({ length: 5 }, () =>
        aPrediction({ payload: { text: 'x'.repeat(45_000) } }),
      );
      await expectProblemIn(await sends(JSON.stringify(manyLarge)), 'body_too_large');
    });

    it('is for services with the permission, and for leads; not for others', async () => {
      const body = () => JSON.stringify(aPrediction());
      expect((await sends(body(), undefined, await server.person('lead', project))).status).toBe(200);
      for (const role of ['inspector', 'analyst'] as const)
        await expectProblemIn(
          await sends(body(), undefined, await server.person(role, project)),
          'forbidden',
        );
      const reader = await server.service(project, ['items.read']);
      await expectProblemIn(await sends(body(), undefined, reader), 'forbidden');
      const elsewhere = await server.service(await server.project());
      await expectProblemIn(await sends(body(), undefined, elsewhere), 'not_found');
      await expectProblemIn(await sends(body(), undefined, server.anyone), 'unauthenticated');
      const stream = await sends(`${body()}\n`, 'application/x-ndjson', server.anyone);
      await expectProblemIn(stream, 'unauthenticated');
    });
  });

  describe('a batch', () => {
    it('as an array is answered by an array, and as a stream by a stream, result for record', async () => {
      const records = Array.from({ length: 1_200 }, (_, i) => aPrediction({ confidence: (i % 10) / 10 }));
      const receipts = (await submit(service, project, records.slice(0, 600))) as Receipt[];
      expect(receipts.map((r) => r.key)).toEqual(records.slice(0, 600).map((r) => r.key));
      for (const type of ['application/x-ndjson', 'application/ndjson; charset=utf-8']) {
        const text = records.slice(600).map((r) => JSON.stringify(r));
        const response = await sends(text.join('\n'), type);
        expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
        const results = (await response.text()).trimEnd().split('\n');
        expect(results.map((line) => (JSON.parse(line) as Receipt).key)).toEqual(
          records.slice(600).map((r) => r.key),
        );
      }
      const { automated } = await service.call(api.overview.get, { params: { project } });
      expect(automated.all.n).toBeGreaterThanOrEqual(1_200);
    });

    it('that streams is answered while it is still being sent', async () => {
      const records = Array.from({ length: 3 }, () => aPrediction());
      const answered: StreamResult[] = [];
      let wake = (): void => undefined;
      const oneByOne = async function* () {
        for (const record of records) {
          const answer = new Promise<void>((resolve) => (wake = resolve));
          yield `${JSON.stringify(record)}\n`;
          await answer; // nothing more is sent before the last was answered
        }
      };
      for await (const result of submitStream(server, service.headers, project, oneByOne())) {
        answered.push(result);
        wake();
      }
      expect(answered.map((r) => r.key)).toEqual(records.map((r) => r.key));
    });
  });

  describe('a picture', () => {
    it('may be inline, uploaded before, or somewhere on the web', async () => {
      const pictures = await server.project({ degree: 'human_only' }, { itemKind: 'image' });
      const sender = await server.service(pictures);
      const form = new FormData();
      form.append('file', new Blob([png]), 'phone.png');
      const uploaded = await sender.fetch(addressOf(api.media.upload, { project: pictures }), {
        method: 'POST',
        body: form,
      });
      const { files } = (await uploaded.json()) as { files: { media: string }[] };
      const media = files[0]?.media;
      const url = 'https://example.org/phone.png';
      const sent = [{ base64: png.toString('base64') }, { media }, { url }];
      const images = sent.map((image) => ({ image }));
      const records = [...images, { images, caption: 'all sides' }].map((payload) =>
        aPrediction({ payload }),
      );
      expect(await submit(sender, pictures, records)).toMatchObject(records.map(() => ({ repeated: false })));
      const stored = await Promise.all(
        records.map(({ key }) => sender.call(api.items.get, { params: { project: pictures, key } })),
      );
      const kept = { media, type: 'image/png', size: png.length };
      const shown = [{ image: kept }, { image: kept }, { image: { url } }];
      expect(stored.map((i) => i.payload)).toEqual([...shown, { images: shown, caption: 'all sides' }]);
      expect(await submit(sender, pictures, records)).toMatchObject(records.map(() => ({ repeated: true })));
      const gone = { images: [{ image: { media } }, { image: { media: 'ab'.repeat(32) } }] };
      const refused = await sender.fetch(addressOf(api.intake.submit, { project: pictures }), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(aPrediction({ payload: gone })),
      });
      await expectProblemIn(refused, 'media_missing', ['payload']);
    });
  });
});
