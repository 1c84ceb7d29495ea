import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { ReplyOf, SentBody } from '../../server/contract/route.ts';
import { proposedSettings } from '../../server/domain/rollout/settings.ts';
import { expectProblem } from '../support/problems.ts';
import { startReceiver, type Receiver, type Reply } from '../support/receiver.ts';
import { type Caller, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

type Decided = ReplyOf<typeof api.intake.decide>;
type Sent = Partial<SentBody<typeof api.models.setEndpoint>>;

const says = (value: unknown, confidence: number | null = 0.99): Reply => ({
  status: 200,
  body: JSON.stringify({ value, confidence }),
});
const anItem = (key: string, more = {}) => ({
  key,
  payload: { text: 'A phone' },
  inputs: { line: 3 },
  ...more,
});

onBothServers((start) => {
  let server: TestServer;
  let project: string;
  let lead: PersonCaller;
  let service: Caller;
  let model: Receiver;
  let other: Receiver;
  beforeAll(async () => {
    server = await start({ env: { CALLBACK_ALLOW: '127.0.0.1' } });
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0, blindShare: 0 });
    lead = await server.person('lead', project);
    service = await server.service(project);
    model = await startReceiver();
    other = await startReceiver();
    model.answers(() => says('scratched'));
  });
  afterEach(async () => {
    await model.close();
    await other.close();
  });

  const serve = async (version: string, more: Sent = {}) => {
    const params = { project, model: version };
    await lead.call(api.models.register, { params, body: {} });
    const body = { url: model.url, protocol: 'plain_json' as const, timeoutMs: 10_000, ...more };
    return lead.call(api.models.setEndpoint, { params, body });
  };
  const ask = async (item: Record<string, unknown>) => {
    const response = await service.fetch(addressOf(api.intake.decide, { project }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(item),
    });
    return { status: response.status, body: (await response.json()) as Decided };
  };
  const decide = async (item: Record<string, unknown>): Promise<Decided> => {
    const { status, body } = await ask(item);
    if (status !== 200) throw new Error(`decide: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const details = (key: string) => service.call(api.items.get, { params: { project, key } });
  const endpointOf = async (version: string) =>
    (await lead.call(api.models.endpoint, { params: { project, model: version } })).endpoint;

  describe('an item that is to be decided', () => {
    it('is answered with the value where the model is sure, and with where to wait where it is not', async () => {
      await serve('eye@1');
      const sure = await decide(anItem('a'));
      expect(sure).toMatchObject({
        destination: 'auto',
        model: 'eye@1',
        label: { value: 'scratched', source: 'auto' },
        labelAt: null,
        repeated: false,
      });
      expect(JSON.parse(model.received[0]?.body ?? '')).toMatchObject(anItem('a'));
      expect((await details('a')).predictions).toMatchObject([
        { confidence: 0.99, latencyMs: expect.any(Number) },
      ]);

      model.answers(() => says('scratched', 0.4));
      const unsure = await decide(anItem('b c'));
      expect(unsure).toMatchObject({ destination: 'review', reasons: ['below_threshold'], label: null });
      expect(unsure.labelAt).toBe(`/api/v1/projects/${project}/items/b%20c/label?wait=30`);
      expect((await service.fetch(unsure.labelAt?.replace('30', '0') ?? '')).status).toBe(200);
    });

    it('is decided once: the same again is answered without asking, other content under its key refused', async () => {
      await serve('eye@1');
      const [first, second] = await Promise.all([decide(anItem('a')), decide(anItem('a'))]);
      expect([first, second].map(({ repeated }) => repeated).toSorted()).toEqual([false, true]);
      model.answers(() => says('intact'));
      expect(await decide(anItem('a'))).toEqual({ ...first, repeated: true });
      expect(await ask(anItem('a', { inputs: {} }))).toMatchObject({
        status: 409,
        body: { code: 'key_conflict' },
      });
      expect(model.received).toHaveLength(1);
    });

    it.each<[string, () => Reply, number]>([
      ['that is busy, though asked again,', () => ({ status: 503 }), 3],
      ['that cannot do it', () => ({ status: 500 }), 1],
      ['that answers no JSON', () => ({ status: 200, body: 'scratched' }), 1],
      ['that answers no class', () => says('broken'), 1],
      ['that answers elsewhere', () => ({ status: 307, headers: { location: other.url } }), 1],
    ])('goes to people, blind, for a model %s', async (_, reply, requests) => {
      await serve('eye@1');
      model.answers(reply);
      expect(await decide(anItem('a'))).toMatchObject({
        destination: 'review',
        reasons: ['model_failed'],
        arm: 'blind',
        label: null,
      });
      expect((await details('a')).predictions).toMatchObject([{ value: null, latencyMs: null }]);
      expect(model.received).toHaveLength(requests);
      expect(other.received).toEqual([]);
    });

    it('goes to people where the model takes too long', async () => {
      await serve('eye@1', { timeoutMs: 50 });
      model.answers(() => null);
      expect((await decide(anItem('a'))).reasons).toEqual(['model_failed']);
      expect(await endpointOf('eye@1')).toMatchObject({
        state: 'closed',
        failure: 'there was no answer within 50 ms',
      });
    });

    it('is answered by a model that was away for a moment', async () => {
      await serve('eye@1');
      model.answers(() => (model.received.length < 2 ? { status: 503 } : says('intact')));
      expect((await decide(anItem('a'))).label).toEqual({ value: 'intact', source: 'auto' });
    });

    it('goes to the model with its file, which was uploaded before or comes with it', async () => {
      await serve('eye@1');
      const bytes = Buffer.from('Hairline on the glass');
      const base64 = bytes.toString('base64');
      const form = new FormData();
      form.set('file', new Blob([bytes]));
      const address = addressOf(api.media.upload, { project });
      const uploaded = await service.fetch(address, { method: 'POST', body: form });
      const { files } = (await uploaded.json()) as ReplyOf<typeof api.media.upload>;
      const media = files[0]?.media;
      await decide(anItem('a', { payload: { document: { media } } }));
      await decide(anItem('b', { payload: { document: { base64 } } }));
      const sent = model.received.map(({ body }) => JSON.parse(body).payload);
      expect(sent).toEqual([{ document: { base64 } }, { document: { base64 } }]);
      const missing = await ask(anItem('c', { payload: { document: { media: 'a'.repeat(64) } } }));
      expect(missing.body).toMatchObject({ code: 'media_missing' });
      expect(model.received).toHaveLength(2);
    });

    it('is refused where no version has an endpoint, or it is none', async () => {
      expect(await ask(anItem('a'))).toMatchObject({ status: 409, body: { code: 'conflict' } });
      await serve('eye@1');
      const wrong = await ask(anItem('a', { payload: { txt: '' } }));
      expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: ['payload', 'txt'] }, {}] } });
      expect(model.received).toEqual([]);
    });
  });

  describe('a version in shadow', () => {
    const shadowed = async () => {
      await serve('eye@1');
      await serve('eye@2', { url: other.url });
      const settings = { ...proposedSettings, steps: [...proposedSettings.steps], shadowFirst: true };
      const body = { candidate: 'eye@2', live: 'eye@1', settings };
      const { id: rollout } = await lead.call(api.rollouts.create, { params: { project }, body });
      await lead.call(api.rollouts.act, { params: { project, rollout }, body: { action: 'start' } });
    };

    it('is asked at the same time, and compared with the one that decides', async () => {
      await shadowed();
      other.answers(() => says('intact'));
      model.answers(async () => {
        await other.arrived(1);
        return says('scratched');
      });
      expect(await decide(anItem('a'))).toMatchObject({ destination: 'auto', model: 'eye@1' });
      const { models } = await lead.call(api.models.list, { params: { project } });
      expect(models.find((one) => one.model === 'eye@2')).toMatchObject({ compared: 1, differing: 1 });
    });

    it('is not waited for, and is never used in place of one that fails', async () => {
      await shadowed();
      other.answers(() => null);
      expect(await decide(anItem('a'))).toMatchObject({ destination: 'auto', model: 'eye@1' });
      other.answers(() => says('intact'));
      model.answers(async () => {
        await other.arrived(2);
        return { status: 500 };
      });
      expect(await decide(anItem('b'))).toMatchObject({ reasons: ['model_failed'], model: 'eye@1' });
    });
  });

  describe('an endpoint', () => {
    it('rests after five failures in a row, until it is set again', async () => {
      await serve('eye@1');
      model.answers(() => ({ status: 500 }));
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await decide(anItem(key));
      expect(model.received).toHaveLength(5);
      expect(await endpointOf('eye@1')).toMatchObject({
        state: 'open',
        failure: 'it answered with status 500',
      });
      model.answers(() => says('intact'));
      await serve('eye@1', { timeoutMs: 9_000 });
      expect((await decide(anItem('g'))).destination).toBe('auto');
    });

    it.each<[string, Sent, string, unknown]>([
      [
        'the Open Inference Protocol',
        { protocol: 'open_inference' },
        '/v2/models/eye/infer',
        {
          outputs: [
            { name: 'value', data: ['intact'] },
            { name: 'confidence', data: [0.9] },
          ],
        },
      ],
      [
        'Label Studio’s protocol',
        { protocol: 'label_studio' },
        '/predict',
        { results: [{ result: [{ type: 'choices', value: { choices: ['intact'] } }], score: 0.9 }] },
      ],
      [
        'plain JSON',
        { mapping: { value: 'r.0.label', confidence: 'r.0.p', scores: null } },
        '/',
        { r: [{ label: 'intact', p: 0.9 }] },
      ],
    ])('can be tried in %s, without an item being kept', async (_, more, path, reply) => {
      const params = { project, model: 'eye@1' };
      await serve('eye@1', { ...more, url: model.url + path, secretHeader: 'x-key', secret: 'abc' });
      model.answers(() => ({ status: 200, body: JSON.stringify(reply) }));
      const body = { payload: { text: 'A phone' } };
      expect(await lead.call(api.models.tryEndpoint, { params, body })).toMatchObject({
        value: 'intact',
        confidence: 0.9,
      });
      expect(model.received).toMatchObject([{ path, headers: { 'x-key': 'abc' } }]);
      model.answers(() => ({ status: 404 }));
      const failed = { error: 'it answered with status 404' };
      expect(await lead.call(api.models.tryEndpoint, { params, body })).toEqual(failed);
      expect((await lead.call(api.items.list, { params: { project } })).rows).toEqual([]);
    });

    it('never tells its secret, and sends it to no other server than it was given for', async () => {
      const secret = { secretHeader: 'authorization', secret: 'Bearer abc' };
      const params = { project, model: 'eye@1' };
      const told = await serve('eye@1', secret);
      expect(JSON.stringify([told, await endpointOf('eye@1')])).not.toContain('abc');
      await serve('eye@1', { secretHeader: 'authorization', url: `${model.url}/elsewhere` });
      await decide(anItem('a'));
      expect(model.received).toMatchObject([
        { path: '/elsewhere', headers: { authorization: 'Bearer abc' } },
      ]);
      const body = { url: other.url, protocol: 'plain_json' as const, secretHeader: 'authorization' };
      expectProblem(await lead.ask(api.models.setEndpoint, { params, body }), 'invalid_input');
    });

    it('inside the network is refused, unless the setting allows it', async () => {
      const params = { project, model: 'eye@1' };
      await serve('eye@1');
      const body = { url: 'http://10.0.0.1/', protocol: 'plain_json' as const };
      expectProblem(await lead.ask(api.models.setEndpoint, { params, body }), 'invalid_input');
    });

    it('that is removed is asked no more', async () => {
      await serve('eye@1');
      await lead.call(api.models.removeEndpoint, { params: { project, model: 'eye@1' } });
      expect(await endpointOf('eye@1')).toBeNull();
      expect((await ask(anItem('a'))).status).toBe(409);
    });
  });
});
