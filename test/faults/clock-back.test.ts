import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectNothingHalfWritten } from '../support/intact.ts';
import { onBothServers } from '../support/servers.ts';
import { aPrediction, submit, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';

const hour = 3_600_000;

// Of the clock only what tells the time: timers go on.
const setBack = (): void => {
  vi.setSystemTime(Date.now() - hour);
};

onBothServers((start) => {
  describe('a clock that is set back an hour', () => {
    let server: TestServer;
    let project: string;
    let service: Caller;
    let desk: Desk;
    let colleague: Desk;
    let lead: PersonCaller;
    beforeAll(async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      server = await start();
      project = await server.project({ degree: 'partial', threshold: 0.8 });
      service = await server.service(project);
      desk = await deskOf(server, project);
      colleague = await deskOf(server, project);
      lead = await server.person('lead', project);
    });
    afterAll(() => {
      vi.useRealTimers();
    });

    const unsure = () => aPrediction({ confidence: 0.6 });
    const sure = () => aPrediction({ confidence: 0.95 });
    const exported = async (since: number): Promise<{ keys: string[]; cursor: number }> => {
      const address = addressOf(api.labels.export, { project }, { format: 'jsonl', since });
      const response = await service.fetch(address);
      const rows = (await response.text()).split('\n').filter((line) => line !== '');
      return {
        keys: rows.map((row) => (JSON.parse(row) as { key: string }).key),
        cursor: Number(response.headers.get('x-next-cursor')),
      };
    };

    it('loses no hold, no session, no key, and no label of any increment', async () => {
      const early = [unsure(), unsure(), sure()];
      await submit(service, project, early);
      const held = await desk.claimsOne();
      const decided = await colleague.claimsOne();
      await colleague.decides(decided, 'intact');
      const before = await exported(0);
      expect(before.keys.toSorted()).toEqual([early[2]?.key, decided.key].toSorted());

      setBack();
      // Who held a review holds it, renews it and decides it; nobody else is given it.
      expect((await colleague.claims()).map(({ id }) => id)).toEqual([]);
      const [until] = await desk.renews(held);
      expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now());
      expect((await desk.asksForReviews(1, { resume: true })).reviews.map(({ id }) => id)).toEqual([held.id]);
      expect(await desk.decides(held, 'scratched')).toMatchObject({ standing: 'standing' });

      const late = [unsure(), sure()];
      const receipts = await submit(service, project, late);
      expect(receipts.map((receipt) => 'problem' in receipt)).toEqual([false, false]);
      const next = await colleague.claimsOne();
      expect(next.key).toBe(late[0]?.key);
      await colleague.decides(next, 'intact');

      const after = await exported(before.cursor);
      expect(after.keys.toSorted()).toEqual([held.key, ...late.map(({ key }) => key)].toSorted());
      expect((await exported(0)).keys).toHaveLength(5);
      expect((await submit(service, project, early)).map((receipt) => receipt.repeated)).toEqual([
        true,
        true,
        true,
      ]);
      await expectNothingHalfWritten(server.app.services.db, project);
    });

    it('hides nothing from whom pages through what there is', async () => {
      await submit(service, project, [sure(), unsure()]);
      setBack();
      await submit(service, project, [sure(), unsure()]);
      const all = await lead.call(api.items.list, { params: { project }, query: { limit: 200 } });
      const paged: string[] = [];
      const read = async (cursor?: string): Promise<void> => {
        const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
        const page = await lead.call(api.items.list, { params: { project }, query });
        paged.push(...page.rows.map(({ key }) => key));
        if (page.nextCursor !== null) await read(page.nextCursor);
      };
      await read();
      expect(paged).toEqual(all.rows.map(({ key }) => key));
      expect(new Set(paged).size).toBe(9);
      await expectNothingHalfWritten(server.app.services.db, project);
    });

    it('changes nothing about who may change an answer or a policy, and keeps every revision in order', async () => {
      await submit(service, project, [unsure()]);
      const review = await desk.claimsOne();
      const decisionId = randomUUID();
      await desk.decides(review, 'intact', { decisionId });
      setBack();
      await desk.changes(decisionId, 'scratched');
      const { decisions, label } = await lead.call(api.items.get, { params: { project, key: review.key } });
      expect(Object.fromEntries(decisions.map(({ value, standing }) => [standing, value]))).toEqual({
        superseded: 'intact',
        standing: 'scratched',
      });
      expect(label?.value).toBe('scratched');
      const { revision } = await lead.call(api.policy.current, { params: { project } });
      const policy = {
        degree: 'assistance' as const,
        threshold: 0.5,
        classThresholds: {},
        blindShare: 0.1,
        auditShare: 0.1,
        rules: [],
      };
      await lead.call(api.policy.save, { params: { project }, body: { basedOn: revision, policy } });
      const { revisions } = await lead.call(api.policy.revisions, { params: { project } });
      const numbers = revisions.map((r) => r.revision);
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
      expect(numbers[0]).toBe(revision + 1);
    });

    it('locks nobody out who signs in or guesses', async () => {
      const signIn = () =>
        server.anyone.ask(api.sessions.signIn, {
          body: { email: 'nobody@example.org', password: 'wrong-guess' },
        });
      expect((await signIn()).status).toBe(401);
      setBack();
      expect((await signIn()).status).toBe(401);
      expect((await lead.ask(api.sessions.me, {})).status).toBe(200);
    });
  });
});
