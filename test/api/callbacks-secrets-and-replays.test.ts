import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { aboutOf, callbackScenes } from '../support/callbacks.ts';
import { expectProblem } from '../support/problems.ts';
import { type Received } from '../support/receiver.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const second = 1_000;

onBothServers((start) => {
  const given = callbackScenes(start);

  describe('a secret', () => {
    it('is shown when it is made, kept from every reply and entry after it, and signs beside its successor', async () => {
      const { receiver, project, lead, service, deliveries, endpoint, listed } = await given();
      const { id, secret } = await endpoint({ events: ['review.requested'] });
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      const params = { project, id };
      const successor = await lead.call(api.callbacks.rotateSecret, { params, body: { overlapHours: 2 } });
      expect(successor.secrets).toHaveLength(2);
      const verifies = (by: string, { body, headers }: Received) => {
        try {
          return new Webhook(by).verify(body, headers as Record<string, string>) !== null;
        } catch {
          return false;
        }
      };
      await submit(service, project, [aPrediction()]);
      const [first] = await receiver.arrived(1);
      if (!first) throw new Error('nothing arrived');
      expect(verifies(secret, first)).toBe(true);
      expect(verifies(successor.secret, first)).toBe(true);
      expect(verifies('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', first)).toBe(false);
      expect(verifies(secret, { ...first, body: first.body.replace('scratched', 'intact') })).toBe(false);

      const last = await lead.call(api.callbacks.rotateSecret, { params, body: { overlapHours: 0 } });
      expect(last.secrets).toHaveLength(1);
      await submit(service, project, [aPrediction()]);
      const [, second_] = await receiver.arrived(2);
      if (!second_) throw new Error('nothing arrived');
      expect(verifies(secret, second_)).toBe(false);
      expect(verifies(successor.secret, second_)).toBe(false);
      expect(verifies(last.secret, second_)).toBe(true);

      const log = await lead.call(api.auditLog.project, { params: { project }, query: {} });
      const said = JSON.stringify([log, await listed(id), await deliveries()]);
      for (const one of [secret, successor.secret, last.secret]) expect(said).not.toContain(one.slice(6));
    });

    it('signs no longer than the overlap', async () => {
      const { receiver, project, lead, service, endpoint, pass } = await given();
      const { id, secret } = await endpoint({ events: ['review.requested'] });
      const params = { project, id };
      await lead.call(api.callbacks.rotateSecret, { params, body: { overlapHours: 0.01 } });
      pass(36 * second);
      await submit(service, project, [aPrediction()]);
      const [one] = await receiver.arrived(1);
      expect(one?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1);
      expect(() =>
        new Webhook(secret).verify(one?.body ?? '', one?.headers as Record<string, string>),
      ).toThrow();
    });
  });

  describe('a replay', () => {
    it('of one sends it again at once with the same id', async () => {
      const { receiver, project, lead, service, deliveries, endpoint, settled, detail } = await given();
      const { id } = await endpoint();
      receiver.answers(() => ({ status: 500 }));
      await submit(service, project, [aPrediction({ key: 'a' })]);
      await settled({ pending: 1 });
      await expect.poll(async () => (await deliveries())[0]?.attempts).toBe(1);
      receiver.answers(() => ({ status: 204 }));
      const event = (await deliveries())[0]?.eventId ?? '';
      await expect // the failed attempt is noted, and its lease with it
        .poll(async () => (await detail(id, event)).history.length)
        .toBe(1);
      const replay = () => lead.call(api.callbacks.replay, { params: { project, id, event } });
      expect(await replay()).toMatchObject({ state: 'pending' });
      await settled({ delivered: 1 });
      await replay();
      await receiver.arrived(3);
      await settled({ delivered: 1 });
      expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([event, event, event]);
      expect((await detail(id, event)).attempts).toBe(3);
    });

    it('of a range sends what happened in it, all or what failed', async () => {
      const { clock, receiver, project, lead, service, endpoint, settled } = await given();
      const { id } = await endpoint();
      const at = () => new Date(clock.now()).toISOString();
      await submit(service, project, [aPrediction({ key: 'before' })]);
      clock.pass(second);
      const from = at();
      await submit(service, project, [aPrediction({ key: 'a' }), aPrediction({ key: 'b' })]);
      clock.pass(second);
      const to = at();
      await submit(service, project, [aPrediction({ key: 'after' })]);
      await settled({ delivered: 4 });
      const params = { project, id };
      const range = (body: SentBody<typeof api.callbacks.replayRange>) =>
        lead.ask(api.callbacks.replayRange, { params, body });
      expect((await range({ from, to })).body).toEqual({ replayed: 0 });
      expect((await range({ from, to, only: 'all' })).body).toEqual({ replayed: 2 });
      await receiver.arrived(6);
      await settled({ delivered: 4 });
      expect(aboutOf(receiver.received.slice(4)).toSorted()).toEqual([
        'a review.requested',
        'b review.requested',
      ]);
      expectProblem(await range({ from: to, to: from }), 'invalid_input', ['to']);
    });
  });
});
