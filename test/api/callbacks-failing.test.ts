import { describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { aboutOf, callbackEnv, callbackScenes, typesOf } from '../support/callbacks.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { startReceiver } from '../support/receiver.ts';
import { aPrediction, startServer, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const second = 1_000;
const hour = 3_600_000;

onBothServers((start, engine) => {
  const given = callbackScenes(start);

  describe('an endpoint that does not accept', () => {
    it('is asked again after a while, and what follows of the item waits, but not of other items', async () => {
      const { server, receiver, project, service, deliveries, endpoint, listed, settled, detail, pass } =
        await given();
      const { id } = await endpoint();
      receiver.answers(({ body }) => ({ status: body.includes('"a"') ? 500 : 204, body: 'sorry\u0000' }));
      await submit(service, project, [aPrediction({ key: 'a' })]);
      await receiver.arrived(1);
      await settled({ pending: 1 });
      const desk = await deskOf(server, project);
      await desk.decides(await desk.claimsOne(), 'intact');
      await submit(service, project, [aPrediction({ key: 'b' })]);
      await settled({ pending: 2, delivered: 1 });
      expect(aboutOf(receiver.received)).toEqual(['a review.requested', 'b review.requested']);
      expect((await listed(id))?.health).toMatchObject({
        pending: 2,
        failingSince: null, // the last one succeeded
        pausedUntil: null,
      });
      const [follower, waiting] = await deliveries({ key: 'a' });
      expect(follower?.nextAttemptAt).toBe(waiting?.nextAttemptAt);
      expect(waiting).toMatchObject({ type: 'review.requested', attempts: 1, state: 'pending' });

      receiver.answers(() => ({ status: 204 }));
      pass(5 * second);
      await settled({ pending: 0, delivered: 3 });
      expect(aboutOf(receiver.received)).toEqual([
        'a review.requested',
        'b review.requested',
        'a review.requested',
        'a label.created',
      ]);
      const [first, , second_] = receiver.received;
      expect(second_?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      const { history, body } = await detail(id, String(first?.headers['webhook-id']));
      expect(body).toBe(first?.body);
      expect(history).toMatchObject([
        { n: 2, status: 204, error: null },
        { n: 1, status: 500, error: 'answered 500', reply: 'sorry\uFFFD' },
      ]);
    });

    it('is given up after ten attempts over three days, and what followed goes on', async () => {
      const { server, receiver, project, service, endpoint, listed, settled, detail, pass } = await given();
      const { id } = await endpoint({ events: ['review.requested', 'label.created'] });
      receiver.answers(({ body }) => ({ status: body.includes('review.requested') ? 400 : 204 }));
      await submit(service, project, [aPrediction({ key: 'a' })]);
      const [first] = await receiver.arrived(1);
      const webhookId = first?.headers['webhook-id'];
      const desk = await deskOf(server, project);
      await desk.decides(await desk.claimsOne(), 'intact');
      for (let attempt = 2; attempt <= 10; attempt += 1) {
        // Written down, not only under way: an attempt whose lease time has run past is made once more.
        await expect
          .poll(async () => (await detail(id, String(webhookId))).history)
          .toHaveLength(attempt - 1);
        pass(24 * hour);
        await receiver.arrived(attempt);
      }
      await settled({ failed: 1, delivered: 1, pending: 0 });
      expect(typesOf(receiver.received).at(-1)).toBe('label.created');
      expect((await listed(id))?.health).toMatchObject({ failedLastDay: 1, failingSince: null });
    });

    it('is left alone as long as it asks by retry-after', async () => {
      const { clock, receiver, project, service, deliveries, endpoint, listed, settled, pass } =
        await given();
      const { id } = await endpoint();
      receiver.answers(() => ({ status: 503, headers: { 'retry-after': '120' } }));
      await submit(service, project, [aPrediction({ key: 'a' })]);
      await receiver.arrived(1);
      const until = new Date(clock.now() + 120 * second).toISOString();
      await expect.poll(async () => (await listed(id))?.health.pausedUntil).toBe(until);
      expect(await deliveries()).toMatchObject([{ nextAttemptAt: until }]);
      receiver.answers(() => ({ status: 200 }));
      await submit(service, project, [aPrediction({ key: 'b' })]);
      pass(119 * second);
      await settled({ pending: 2 });
      pass(second);
      await settled({ delivered: 2 });
      expect(aboutOf(receiver.received)).toHaveLength(3);
      expect((await listed(id))?.health).toMatchObject({ failingSince: null, pausedUntil: null });
    });

    it('is disabled where it says that it is gone, and what was pending goes on when it is enabled', async () => {
      const { receiver, project, lead, service, deliveries, endpoint, listed, settled } = await given();
      const { id } = await endpoint({ events: ['review.requested'] });
      receiver.answers(() => ({ status: 410 }));
      await submit(service, project, [aPrediction({ key: 'a' })]);
      await expect.poll(async () => (await listed(id))?.disabledReason).toBe('gone');
      await submit(service, project, [aPrediction({ key: 'while it is gone' })]);
      expectProblem(await lead.ask(api.callbacks.test, { params: { project, id } }), 'conflict');
      await settled({ pending: 1 });
      const [waiting] = await deliveries();
      const params = { project, id };
      expectProblem(
        await lead.ask(api.callbacks.replay, { params: { ...params, event: waiting?.eventId ?? '' } }),
        'conflict',
      );
      receiver.answers(() => ({ status: 204 }));
      const enabled = await lead.call(api.callbacks.update, { params, body: { enabled: true } });
      expect(enabled).toMatchObject({ disabledAt: null, disabledReason: null });
      await settled({ delivered: 1, pending: 0 });
      expect(aboutOf(receiver.received)).toEqual(['a review.requested', 'a review.requested']);
      const log = await lead.call(api.auditLog.project, { params: { project }, query: {} });
      expect(log.rows).toContainEqual(
        expect.objectContaining({
          action: 'callback.changed',
          actor: expect.objectContaining({ kind: 'system' }),
          after: { enabled: false, reason: 'gone' },
        }),
      );
    });

    it('costs one attempt after each pause where it cannot be reached, however much waits', async () => {
      const { clock, receiver, project, service, deliveries, endpoint, listed, pass } = await given();
      const { url } = receiver;
      await receiver.close();
      const { id } = await endpoint({ url });
      await submit(
        service,
        project,
        Array.from({ length: 100 }, () => aPrediction()),
      );
      const attempts = async () => (await deliveries()).reduce((sum, row) => sum + row.attempts, 0);
      const paused = () => expect.poll(async () => (await listed(id))?.health.pausedUntil).not.toBeNull();
      const idle = () =>
        // no lease is left: what is pending waits for its own time
        expect
          .poll(async () =>
            (await deliveries()).some(
              (row) => Date.parse(row.nextAttemptAt ?? '') > clock.now() + 50 * second,
            ),
          )
          .toBe(false);
      await paused();
      await idle();
      const atFirst = await attempts();
      expect(atFirst).toBeLessThanOrEqual(8);
      for (let pause = 1; pause <= 3; pause += 1) {
        pass(10 * second * 2 ** pause);
        await expect.poll(attempts).toBe(atFirst + pause);
        await idle();
        await paused();
      }
      expect((await listed(id))?.health).toMatchObject({ pending: 100, failingSince: expect.any(String) });
    });

    it('holds up no other endpoint', async () => {
      const { receiver, project, service, endpoint } = await given();
      const silent = await startReceiver();
      silent.answers(() => null);
      await endpoint({ url: silent.url });
      await endpoint();
      await submit(
        service,
        project,
        Array.from({ length: 30 }, () => aPrediction()),
      );
      await receiver.arrived(30);
      expect(silent.received.length).toBeLessThanOrEqual(8);
      await silent.close();
    });
  });

  it('what is pending when the server stops is sent by the next one', async () => {
    const { clock, server, receiver, project, service, endpoint } = await given();
    const { url } = receiver;
    await endpoint({ url });
    receiver.answers(() => ({ status: 500 }));
    await submit(service, project, [aPrediction({ key: 'a' }), aPrediction({ key: 'b' })]);
    await receiver.arrived(2);
    await server.stop();
    receiver.answers(() => ({ status: 204 }));
    clock.pass(5 * second);
    const { databaseUrl, dataDir } = server.app.services.config;
    const next = await startServer({
      engine,
      now: clock.now,
      env: { ...callbackEnv, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    });
    const received = await receiver.arrived(4);
    expect(aboutOf(received.slice(2)).toSorted()).toEqual(['a review.requested', 'b review.requested']);
    await next.close();
  });
});
