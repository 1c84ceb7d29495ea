import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { CallbackEvent } from '../../server/domain/callback-events.ts';
import { forgetCallbacks } from '../../server/features/callbacks/forget-deliveries.job.ts';
import { aboutOf, callbackScenes, told, typesOf } from '../support/callbacks.ts';
import { deskOf } from '../support/desk.ts';
import { dump } from '../support/dump.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const hour = 3_600_000;

onBothServers((start) => {
  const given = callbackScenes(start);

  describe('every event', () => {
    it('arrives once, signed, with what it is about, in the order in which it happened', async () => {
      const { clock, server, receiver, project, service, endpoint, listed, settled } = await given({
        degree: 'partial',
        threshold: 0.9,
        auditShare: 1,
        blindShare: 0,
      });
      const { secret, id } = await endpoint();
      await submit(service, project, [
        aPrediction({ key: 'sure', confidence: 0.95 }),
        aPrediction({ key: 'unsure', confidence: 0.4, value: 'intact' }),
      ]);
      const desk = await deskOf(server, project);
      const reviews = await desk.claims(2);
      const held = (key: string) => {
        const review = reviews.find((one) => one.key === key);
        if (!review) throw new Error(`${key} waits for nobody`);
        return review;
      };
      await desk.decides(held('sure'), 'intact');
      const second = await deskOf(server, project);
      await second.decides(await second.claimsOne(), 'intact');
      await desk.escalates(held('unsure'), { note: 'what is this?' });
      const chief = await deskOf(server, project, 'lead');
      const { decisionId } = await chief.decides(await chief.claimsOne(), 'scratched');
      await chief.changes(decisionId, 'intact');

      const received = (await receiver.arrived(8)).map((one) => ({
        ...one,
        // Throws unless it was signed with this secret, within minutes of now.
        verified: new Webhook(secret).verify(one.body, one.headers as Record<string, string>),
      }));
      await settled({ delivered: 8, pending: 0, failed: 0 });
      expect(receiver.received).toHaveLength(8);
      const of = (key: string) =>
        received.filter((one) => 'key' in told(one).data && (told(one).data as { key: string }).key === key);
      expect(typesOf(of('sure'))).toEqual([
        'item.accepted',
        'review.requested',
        'review.requested',
        'label.changed',
      ]);
      expect(typesOf(of('unsure'))).toEqual([
        'review.requested',
        'review.escalated',
        'label.created',
        'label.changed',
      ]);
      const at = new Date(clock.now()).toISOString();
      const routing = {
        destination: 'auto',
        reasons: ['at_or_above_threshold', 'audit'],
        rule: null,
        threshold: 0.9,
        reviewProbability: 1,
        arm: 'blind',
        policyRevision: 2,
      };
      const item = { project, itemId: expect.any(String), key: 'sure' };
      const predicted = {
        model: 'scratches@1',
        value: 'scratched',
        confidence: 0.95,
        calibrated: null,
        routing,
      };
      const automatic = { value: 'scratched', source: 'auto', decidedAt: at };
      const [accepted, requested, rechecked, changed] = of('sure');
      expect(accepted?.verified).toEqual({
        type: 'item.accepted',
        timestamp: at,
        data: { ...item, ...predicted, label: automatic },
      });
      expect(requested?.verified).toMatchObject({ data: { ...predicted, purpose: 'audit', inspectors: 1 } });
      expect(rechecked?.verified).toMatchObject({
        data: { ...predicted, purpose: 'recheck', inspectors: 1 },
      });
      expect(changed?.verified).toEqual({
        type: 'label.changed',
        timestamp: at,
        data: {
          ...item,
          label: { value: 'intact', source: 'consensus', decidedAt: at },
          previous: automatic,
        },
      });
      const [asked, escalated, created, again] = of('unsure').map(({ verified }) => verified);
      expect(asked).toMatchObject({ data: { purpose: 'review', routing: { destination: 'review' } } });
      expect(escalated).toMatchObject({ data: { purpose: 'review', note: 'what is this?' } });
      expect(created).toMatchObject({ data: { label: { value: 'scratched', source: 'human' } } });
      expect(again).toMatchObject({
        data: { label: { value: 'intact' }, previous: { value: 'scratched' } },
      });
      // No event names who judged.
      for (const { body } of received)
        for (const person of [desk, second, chief]) {
          expect(body).not.toContain(person.name);
          expect(body).not.toContain(person.id);
        }
      const [first] = received;
      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(8);
      expect(first?.headers).toMatchObject({ 'content-type': 'application/json' });
      expect((await listed(id))?.health).toMatchObject({ pending: 0, failedLastDay: 0, failingSince: null });
    });

    it('tells of a label that is withdrawn because two then disagree, and of the lead who is asked', async () => {
      const { server, receiver, project, service, endpoint } = await given({
        degree: 'human_only',
        rules: [
          { name: 'two', when: [{ on: 'confidence', op: 'lt', value: 0.99 }], then: { inspectors: 2 } },
        ],
      });
      await endpoint();
      await submit(service, project, [aPrediction({ key: 'a', confidence: 0.7 })]);
      const [one, two] = [await deskOf(server, project), await deskOf(server, project)];
      const { decisionId } = await one.decides(await one.claimsOne(), 'intact');
      await two.decides(await two.claimsOne(), 'intact');
      await one.changes(decisionId, 'scratched');
      const [asked, created, adjudication, withdrawn] = await receiver.arrived(4);
      expect(asked && told(asked)).toMatchObject({ data: { purpose: 'review', inspectors: 2 } });
      expect(adjudication && told(adjudication)).toMatchObject({
        type: 'review.requested',
        data: { model: 'scratches@1', confidence: 0.7, purpose: 'adjudication', inspectors: 1 },
      });
      expect(created && told(created)).toMatchObject({
        type: 'label.created',
        data: { label: { value: 'intact', source: 'consensus' } },
      });
      expect(withdrawn && told(withdrawn)).toMatchObject({
        type: 'label.changed',
        data: { label: null, previous: { value: 'intact', source: 'consensus' } },
      });
    });

    it('goes to those who ask for it, while they are neither disabled nor removed', async () => {
      const { receiver, project, lead, service, endpoint, listed, settled } = await given();
      const wanted = (events: CallbackEvent[], path: string) =>
        endpoint({ url: `${receiver.url}/${path}`, events });
      await wanted(['review.requested'], 'asked');
      await wanted(['label.created'], 'other');
      const disabled = await wanted(['review.requested'], 'disabled');
      const removed = await wanted(['review.requested'], 'removed');
      await lead.call(api.callbacks.update, {
        params: { project, id: disabled.id },
        body: { enabled: false },
      });
      await lead.call(api.callbacks.remove, { params: { project, id: removed.id } });
      await submit(service, project, [aPrediction(), aPrediction()]);
      await settled({ delivered: 2, pending: 0 });
      expect(receiver.received.map(({ path }) => path)).toEqual(['/asked', '/asked']);
      expect(await listed(removed.id)).toBeUndefined();
      expect(await listed(disabled.id)).toMatchObject({ disabledReason: 'person' });
    });
  });

  describe('promise 8', () => {
    it('promise 8: what is rolled back calls nobody; the same, made, calls once', async () => {
      const { server, receiver, project, service, endpoint, settled } = await given();
      await endpoint({ events: ['review.requested'] });
      const { db } = server.app.services;
      const write = db.write.bind(db);
      // The write that stores the item does all its work, and then fails.
      db.write = (work) =>
        write(async (tx) => {
          const done = await work(tx);
          if ((await tx.db.select().from(tx.tables.outboxEvents)).length === 0) return done;
          db.write = write;
          throw new Error('the disk is full');
        });
      const refused = await service.ask(api.intake.submit, {
        params: { project },
        body: aPrediction({ key: 'a' }),
      } as never);
      expect(refused.status).toBe(500);
      server.app.services.outbox.wake();
      await submit(service, project, [aPrediction({ key: 'b' })]);
      await submit(service, project, [aPrediction({ key: 'a' })]);
      await submit(service, project, [aPrediction({ key: 'a' })]); // again: the first answer, and no event
      await settled({ delivered: 2, pending: 0 });
      expect(aboutOf(receiver.received).toSorted()).toEqual(['a review.requested', 'b review.requested']);
    });
  });

  it('a test reaches its endpoint alone, whatever it asks for', async () => {
    const { receiver, project, lead, deliveries, endpoint, settled } = await given();
    const { id } = await endpoint({ events: ['label.changed'] });
    await endpoint({ url: `${receiver.url}/other` });
    const { eventId } = await lead.call(api.callbacks.test, { params: { project, id } });
    const [one] = await receiver.arrived(1);
    expect(one).toMatchObject({ path: '/hook', headers: { 'webhook-id': eventId } });
    expect(one && told(one)).toMatchObject({ type: 'callback.test', data: { project } });
    await settled({ delivered: 1, pending: 0 });
    expect(await deliveries()).toMatchObject([{ type: 'callback.test', item: null }]);
  });

  it('the list turns its pages newest first, and finds by endpoint, state, type and key', async () => {
    const { server, project, service, deliveries, endpoint, settled } = await given();
    const one = await endpoint({ events: ['review.requested'] });
    const two = await endpoint({ events: ['review.requested', 'label.created'] });
    await submit(service, project, [
      aPrediction({ key: 'a' }),
      aPrediction({ key: 'b' }),
      aPrediction({ key: 'c' }),
    ]);
    const desk = await deskOf(server, project);
    await desk.decides(await desk.claimsOne(), 'intact');
    await settled({ delivered: 7 });
    const admin = await server.person('admin');
    const all = (await deliveries()).map(({ endpointId, eventId }) => `${endpointId} ${eventId}`);
    const turned: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const query = { limit: 2, cursor };
      const page = await admin.call(api.callbacks.deliveries, { params: { project }, query });
      turned.push(...page.rows.map(({ endpointId, eventId }) => `${endpointId} ${eventId}`));
      cursor = page.nextCursor ?? undefined;
    }
    expect(turned).toEqual(all);
    expect(await deliveries({ endpoint: one.id })).toHaveLength(3);
    expect(await deliveries({ endpoint: two.id, type: 'label.created' })).toHaveLength(1);
    expect(await deliveries({ key: 'b', type: 'review.requested' })).toHaveLength(2);
    expect(await deliveries({ key: 'nobody' })).toEqual([]);
    expect(await deliveries({ state: 'failed' })).toEqual([]);
    const elsewhere = { endpoint: '01900000-0000-7000-8000-000000000000' };
    expectProblem(
      await admin.ask(api.callbacks.deliveries, { params: { project }, query: elsewhere }),
      'not_found',
    );
    const forged = { cursor: 'WyJhIl0' };
    expectProblem(
      await admin.ask(api.callbacks.deliveries, { params: { project }, query: forged }),
      'invalid_input',
      ['query', 'cursor'],
    );
  });

  it('promise 4: who may yet judge an item blind is not told by its callbacks how it was judged', async () => {
    const { receiver, project, lead, service, deliveriesBy, endpoint, settled } = await given({
      degree: 'full',
      auditShare: 1,
    });
    const { id } = await endpoint();
    await submit(service, project, [aPrediction({ key: 'a' })]);
    const received = await receiver.arrived(2);
    const accepted = String(received[0]?.headers['webhook-id']);
    await settled({ delivered: 1, pending: 0 }); // of the other nobody is told who may judge, an admin neither
    const seen = await deliveriesBy(lead);
    expect(seen).toMatchObject([{ type: 'review.requested', withheld: true, item: { key: 'a' } }]);
    expect(await deliveriesBy(lead, { type: 'item.accepted' })).toEqual([]);
    const read = (event: string) => lead.ask(api.callbacks.delivery, { params: { project, id, event } });
    expectProblem(await read(accepted), 'not_found');
    expectProblem(
      await lead.ask(api.callbacks.replay, { params: { project, id, event: accepted } }),
      'not_found',
    );
    const { body } = await read(seen[0]?.eventId ?? '');
    expect(body).toMatchObject({ body: null, history: [{ status: 204, reply: null }] });
    await lead.call(api.items.reveal, { params: { project, key: 'a' } });
    expect(await deliveriesBy(lead)).toHaveLength(2);
    expect((await read(accepted)).body.body).toContain('item.accepted');
  });

  it('what was over long ago is forgotten, and all of an endpoint that was removed', async () => {
    const { clock, server, project, lead, service, deliveries, endpoint, settled } = await given();
    const { id } = await endpoint();
    await endpoint({ url: 'http://127.0.0.1:9' });
    await submit(service, project, [aPrediction({ key: 'a' })]);
    await settled({ delivered: 1, pending: 1 });
    const { services } = server.app;
    const kept = async () => {
      const { callbackEndpoints, outboxEvents, deliveries: d, deliveryAttempts } = await dump(services.db);
      return [callbackEndpoints, outboxEvents, d, deliveryAttempts].map((rows) => rows?.length);
    };
    const forget = () => forgetCallbacks.run(services, new AbortController().signal, 'forget-callbacks:1');
    clock.pass(30 * 24 * hour - 1);
    await forget();
    expect(await deliveries()).toHaveLength(2);
    clock.pass(2);
    await forget();
    expect((await deliveries()).map(({ state }) => state)).toEqual(['pending']);
    const { endpoints } = await lead.call(api.callbacks.list, { params: { project } });
    const [dead] = endpoints.filter((one) => one.id !== id);
    await lead.call(api.callbacks.remove, { params: { project, id: dead?.id ?? '' } });
    await forget();
    expect(await kept()).toEqual([1, 0, 0, 0]);
  });

  it('an address that may not be called is refused where it is given', async () => {
    const { project, lead } = await given();
    const ask = (url: string) => lead.ask(api.callbacks.create, { params: { project }, body: { url } });
    for (const url of [
      'ftp://example.org',
      'not an address',
      'https://user:word@example.org',
      'https://example.org/#part',
      'http://10.0.0.1',
      'http://169.254.169.254/latest/meta-data',
      'http://[::1]:8080',
      'http://[::ffff:10.0.0.1]',
      'http://2130706434', // 127.0.0.2
    ])
      expectProblem(await ask(url), 'invalid_input', ['url']);
    const { id } = (await ask('https://example.org/hook')).body;
    const params = { project, id };
    expectProblem(
      await lead.ask(api.callbacks.update, { params, body: { url: 'http://10.0.0.1' } }),
      'invalid_input',
      ['url'],
    );
  });
});
