import { on, once } from 'node:events';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const { list, get, label, reveal } = api.items;

onBothServers((start) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  let lead: PersonCaller;
  let inspector: Desk;
  beforeAll(async () => {
    server = await start();
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0, blindShare: 1 });
    service = await server.service(project);
    lead = await server.person('lead', project);
    inspector = await deskOf(server, project);
  });
  const item = (key: string) => ({ params: { project, key } });
  const listed = (query: Partial<Record<string, string | number>> = {}) => ({ params: { project }, query });
  const sure = (key: string) => aPrediction({ key, confidence: 0.95 });
  const unsure = (key: string) => aPrediction({ key, confidence: 0.5 });

  describe('the list of items', () => {
    it('turns its pages to the end, newest first or by key, with and without a filter', async () => {
      const keys = Array.from({ length: 23 }, (_, i) => `k-${String((i * 7) % 23).padStart(2, '0')}`);
      await submit(
        service,
        project,
        keys.map((key, i) => (i % 2 ? sure(key) : unsure(key))),
      );
      const pages = async (query: Record<string, string>) => {
        const found: string[] = [];
        let cursor: string | null = null;
        do {
          const page: ReplyOf<typeof list> = await service.call(
            list,
            listed({ ...query, limit: 5, ...(cursor ? { cursor } : {}) }),
          );
          expect(page.rows.length).toBeLessThanOrEqual(5);
          found.push(...page.rows.map((row) => row.key));
          cursor = page.nextCursor;
        } while (cursor !== null);
        return found;
      };
      const odd = keys.filter((_, i) => i % 2);
      expect((await pages({})).toSorted()).toEqual(keys.toSorted());
      expect(await pages({ key: 'k-' })).toEqual(keys.toSorted());
      expect(await pages({ key: 'k-1' })).toEqual(keys.filter((k) => k.startsWith('k-1')).toSorted());
      expect((await pages({ destination: 'auto' })).toSorted()).toEqual(odd.toSorted());
      expect(await pages({ key: 'k-', source: 'auto' })).toEqual(odd.toSorted());
      expect(await pages({ class: 'intact' })).toEqual([]);
    });

    it('finds the few that match among many', async () => {
      const rare = [0, 2_100, 2_101, 4_300];
      const all = Array.from({ length: 4_301 }, (_, i) => (rare.includes(i) ? unsure : sure)(`k-${i}`));
      for (let i = 0; i < all.length; i += 1_000) await submit(service, project, all.slice(i, i + 1_000));
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, string | number> = { destination: 'review', limit: 3 };
        if (cursor !== null) query['cursor'] = cursor;
        const page: ReplyOf<typeof list> = await service.call(list, listed(query));
        found.push(...page.rows.map((row) => row.key));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(found).toEqual(rare.toReversed().map((i) => `k-${i}`));
    });

    it('refuses a cursor of another list, and a filter it does not know', async () => {
      await submit(service, project, [sure('a'), sure('b')]);
      const { nextCursor } = await service.call(list, listed({ limit: 1 }));
      const cursor = nextCursor ?? '';
      expectProblem(await service.ask(list, listed({ key: 'a', cursor })), 'invalid_input', [
        'query',
        'cursor',
      ]);
      expectProblem(await service.ask(list, listed({ cursor: 'x' })), 'invalid_input', ['query', 'cursor']);
      expectProblem(await service.ask(list, listed({ colour: 'red' })), 'invalid_input', ['query', 'colour']);
    });

    it('withholds from those who may yet judge, and from nobody else', async () => {
      await submit(service, project, [unsure('a')]);
      const [seen] = (await service.call(list, listed())).rows;
      expect(seen).toMatchObject({ modelValue: 'scratched', confidence: 0.5, withheld: false });
      for (const judge of [inspector, lead]) {
        const [row] = (await judge.call(list, listed())).rows;
        expect(row).toMatchObject({ modelValue: null, confidence: null, label: null, withheld: true });
      }
      const analyst = await server.person('analyst', project);
      expect((await analyst.call(list, listed())).rows[0]?.withheld).toBe(false);
    });
  });

  describe('an item', () => {
    it('tells its whole lineage once it is judged', async () => {
      await submit(service, project, [unsure('a b/ü?')]);
      const key = 'a b/ü?';
      expect(await inspector.call(get, item(key))).toMatchObject({
        key,
        withheld: true,
        status: 'in_review',
        label: null,
        predictions: [],
        routings: [],
        reviews: [],
        decisions: [],
        labels: [],
      });
      await inspector.decides(await inspector.claimsOne(), 'intact');
      for (const caller of [inspector, lead, service])
        expect(await caller.call(get, item(key))).toMatchObject({
          withheld: false,
          status: 'labelled',
          label: { value: 'intact', source: 'human' },
          predictions: [{ model: 'scratches@1', value: 'scratched', confidence: 0.6 - 0.1 }],
          routings: [{ destination: 'review', reasons: ['below_threshold'], threshold: 0.9 }],
          reviews: [{ purpose: 'review', state: 'done', arm: 'blind' }],
          decisions: [{ inspector: inspector.name, value: 'intact', standing: 'standing' }],
          labels: [{ value: 'intact', supersededAt: null }],
        });
    });

    it('that was never submitted, or is another project’s, is not found', async () => {
      await submit(service, project, [sure('a')]);
      const stranger = await server.service(await server.project());
      expectProblem(await service.ask(get, item('b')), 'not_found');
      expectProblem(await stranger.ask(get, item('a')), 'not_found');
      expectProblem(await service.ask(label, item('b')), 'not_found');
      expectProblem(await server.anyone.ask(get, item('a')), 'unauthenticated');
    });
  });

  describe('a reveal', () => {
    it('shows the item, bars its reader from judging it, and stands in the audit log', async () => {
      await submit(service, project, [unsure('a')]);
      expect((await lead.call(get, item('a'))).withheld).toBe(true);
      expect(await lead.call(reveal, item('a'))).toMatchObject({
        withheld: false,
        predictions: [{ confidence: 0.5 }],
      });
      expect((await lead.call(get, item('a'))).withheld).toBe(false);
      expect((await inspector.call(get, item('a'))).withheld).toBe(true);
      const claimed = await lead.call(api.reviews.claim, { params: { project }, body: {} });
      expect(claimed).toMatchObject({ reviews: [], availability: { claimable: 0, excluded: 1 } });
      await lead.call(reveal, item('a'));
      const log = await lead.call(api.auditLog.project, { params: { project } });
      const entries = log.rows.filter((row) => row.action === 'item.revealed');
      expect(entries).toMatchObject([{ subject: 'a', actor: { id: lead.id } }]);
    });

    it('is refused while its reader holds a review of the item', async () => {
      await submit(service, project, [unsure('a')]);
      const desk = await deskOf(server, project, 'lead');
      const review = await desk.claimsOne();
      expectProblem(await desk.ask(reveal, item('a')), 'conflict');
      expect((await desk.call(get, item('a'))).withheld).toBe(true);
      await desk.releases(review);
      expect((await desk.call(reveal, item('a'))).withheld).toBe(false);
    });

    it('is for leads', async () => {
      await submit(service, project, [unsure('a')]);
      expectProblem(await inspector.ask(reveal, item('a')), 'forbidden');
      expectProblem(await service.ask(reveal, item('a')), 'forbidden');
      expectProblem(await lead.ask(reveal, item('b')), 'not_found');
    });
  });

  describe('the label', () => {
    const waitFor = (caller: Caller, key: string, wait: number) =>
      caller.call(label, { ...item(key), query: { wait } });

    it('is there at once where the model decided, and null where a person has yet to', async () => {
      await submit(service, project, [sure('a'), unsure('b')]);
      expect(await waitFor(service, 'a', 30)).toMatchObject({
        label: { value: 'scratched', source: 'auto' },
      });
      expect(await waitFor(service, 'b', 0)).toMatchObject({
        status: 'in_review',
        label: null,
        withheld: false,
      });
    });

    it('comes to all who wait for it at the moment somebody decides', async () => {
      await submit(service, project, [unsure('a')]);
      const review = await inspector.claimsOne();
      const arrivals = on(server.app.server, 'request');
      const waiting = Promise.all(Array.from({ length: 5 }, () => waitFor(service, 'a', 60)));
      for (let arrived = 0; arrived < 5; arrived += 1) await arrivals.next();
      await arrivals.return?.();
      await inspector.decides(review, 'intact');
      for (const answer of await waiting)
        expect(answer).toMatchObject({ status: 'labelled', label: { value: 'intact', source: 'human' } });
    });

    it('is null when the time is over, and then not before', async () => {
      await submit(service, project, [unsure('a')]);
      const started = performance.now();
      expect((await waitFor(service, 'a', 0.4)).label).toBeNull();
      expect(performance.now() - started).toBeGreaterThanOrEqual(390);
    });

    it('that must not be known is not waited for', async () => {
      await submit(service, project, [unsure('a')]);
      expect(await waitFor(lead, 'a', 30)).toEqual({
        key: 'a',
        status: 'in_review',
        label: null,
        withheld: true,
      });
    });

    it('is waited for no longer than the caller stays', async () => {
      await submit(service, project, [unsure('a')]);
      const leaving = new AbortController();
      const arrived = once(server.app.server, 'request');
      const waiting = service.fetch(addressOf(label, { project, key: 'a' }, { wait: 60 }), {
        signal: leaving.signal,
      });
      await arrived;
      leaving.abort();
      await expect(waiting).rejects.toThrow('aborted');
    });

    it('is not waited for longer than a minute', async () => {
      await expectProblemIn(
        await service.fetch(addressOf(label, { project, key: 'a' }, { wait: 61 })),
        'invalid_input',
        ['query', 'wait'],
      );
    });
  });
});
