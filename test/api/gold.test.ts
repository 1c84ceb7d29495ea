import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { goesBehindGold } from '../../server/domain/gold.ts';
import type { HeldReview } from '../../server/features/reviews/contract.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence, keptCounters, recount } from '../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const seed = 'The same draws in every run';
const share = 0.2;
const numbered = Array.from({ length: 60 }, (_, i) => `item-${i}`);
/** Keys of items before which a gold one is given, and of others. */
const behind = numbered.filter((key) => goesBehindGold(seed, key, share));
const alone = numbered.filter((key) => !goesBehindGold(seed, key, share));

/** What of a review can be told by its shape. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
};

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let lead: Desk, ada: Desk, bob: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 0 });
    service = await server.service(project);
    lead = await deskOf(server, project, 'lead', 'Lea');
    ada = await deskOf(server, project, 'inspector', 'Ada');
    bob = await deskOf(server, project, 'inspector', 'Bob');
    // Accepted, so that nobody is to judge them.
    await submit(
      service,
      project,
      ['known-1', 'known-2'].map((key) => aPrediction({ key, confidence: 0.99 })),
    );
  });

  const params = () => ({ project });
  const marks = (...items: { key: string; value: string; note?: string }[]) =>
    service.call(api.gold.mark, { params: params(), body: { items } });
  const settings = (body: Record<string, unknown>) =>
    lead.call(api.projects.update, { params: params(), body });
  const byName = async () =>
    (await lead.call(api.reliability.inspectors, { params: params() })).gold.map(
      ({ inspector, ...gold }) => ({
        name: inspector.name,
        ...gold,
      }),
    );
  const waits = (...keys: string[]) =>
    submit(
      service,
      project,
      keys.map((key) => aPrediction({ key })),
    );
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
    await expectEvidence(db);
  };
  const goldIsMixedIn = async () => {
    await marks({ key: 'known-1', value: 'intact' }, { key: 'known-2', value: 'intact' });
    await settings({ goldShare: share });
  };

  it('items are marked with their answers, each by itself', async () => {
    await waits('asked');
    const { results } = await marks(
      { key: 'known-1', value: 'intact', note: 'seen under the lamp' },
      { key: 'nobody’s', value: 'intact' },
      { key: 'known-2', value: 'purple' },
      { key: 'asked', value: 'intact' },
    );
    expect(results).toMatchObject([
      { key: 'known-1', ok: true },
      { ok: false, problem: { code: 'not_found' } },
      { ok: false, problem: { code: 'invalid_input' } },
      { ok: false, problem: { code: 'conflict' } },
    ]);
    expect(await lead.call(api.gold.list, { params: params(), query: {} })).toMatchObject({
      rows: [{ key: 'known-1', value: 'intact', note: 'seen under the lamp', answers: 0 }],
      nextCursor: null,
    });
    expectProblem(await ada.ask(api.gold.list, { params: params(), query: {} }), 'forbidden');
    await lead.call(api.gold.unmark, { params: { project, key: 'known-1' } });
    expect(await lead.call(api.gold.list, { params: params(), query: {} })).toMatchObject({ rows: [] });
  });

  describe('a gold item', () => {
    beforeEach(goldIsMixedIn);

    const [first = '', second = ''] = behind;

    it('is given before the review whose draw says so, to each inspector at most once, and never to a lead', async () => {
      await waits(first, second);
      const given: string[] = [];
      for (let review = (await ada.claims())[0]; review; review = (await ada.claims())[0]) {
        given.push(review.key);
        await ada.decides(review, 'intact');
      }
      expect(given).toHaveLength(4);
      expect(new Set(given)).toEqual(new Set(['known-1', 'known-2', first, second]));
      expect(given[0]).toMatch(/^known/);
      await waits(behind[2] ?? '');
      expect((await lead.claimsOne()).key).toBe(behind[2]);
    });

    it('is told from no other by reply, event, list or item page, before and after it is judged', async () => {
      const socket = await server.socket(ada, project);
      const heard: Record<string, string[]> = { gold: [], plain: [] };
      let now = 'gold';
      socket.onAny((event: string, sent: unknown) =>
        heard[now]?.push(`${event} ${JSON.stringify(shapeOf(sent))}`),
      );
      const queue = () => new Promise((resolve) => socket.once('queue', resolve));
      const page = (key: string) => ada.call(api.items.get, { params: { project, key } });
      const judged = async (review: HeldReview) => {
        const row = async () =>
          (await ada.call(api.items.list, { params: params(), query: { key: review.key } })).rows;
        const before = [await page(review.key), await row()];
        const decided = await ada.decides(review, 'scratched');
        const [mine] = await ada.latest(1);
        const { label } = await ada.call(api.items.label, {
          params: { project, key: review.key },
          query: {},
        });
        const labelled = { class: 'scratched', source: 'human', status: 'labelled' } as const;
        const found = await ada.call(api.items.list, {
          params: params(),
          query: { key: review.key, ...labelled },
        });
        return {
          review,
          before,
          decided,
          mine,
          label,
          found,
          after: await page(review.key),
          row: await row(),
        };
      };

      const told = queue();
      await waits(first);
      await told;
      heard.gold = [];
      const quiet = queue();
      const gold = await judged(await ada.claimsOne());
      await quiet;
      now = 'plain';
      const again = queue();
      const plain = await judged(await ada.claimsOne());
      await again;
      expect([gold.review.key.slice(0, 5), plain.review.key]).toEqual(['known', first]);
      expect(shapeOf(gold)).toEqual(shapeOf(plain));
      for (const seen of [gold, plain]) {
        expect(seen.before[0]).toMatchObject({ withheld: false, status: 'in_review' });
        expect(seen.review).toMatchObject({ purpose: 'review', arm: 'assisted', token: 1 });
        expect(seen.decided).toMatchObject({ standing: 'standing' });
        expect(seen.mine).toMatchObject({ standing: 'standing', changeable: true, value: 'scratched' });
        expect(seen.label).toMatchObject({ value: 'scratched', source: 'human' });
        expect(seen.found.rows).toHaveLength(1);
        expect(seen.after).toMatchObject({
          status: 'labelled',
          labels: [{ value: 'scratched', source: 'human' }],
          decisions: [{ inspector: 'Ada', standing: 'standing' }],
        });
        expect(seen.after.reviews).toHaveLength(1);
      }
      expect(new Set(heard.gold)).toEqual(new Set(heard.plain));
      expect(JSON.stringify(gold)).not.toContain('gold');
    });

    it('changes no label, no counter and no callback, and is nowhere counted but for its inspector', async () => {
      await waits(first);
      const before = await service.call(api.items.get, { params: { project, key: 'known-1' } });
      const review = await ada.claimsOne();
      await ada.decides(review, 'intact');
      await expectTrueCounters();
      const item = await service.call(api.items.get, { params: { project, key: review.key } });
      expect(item.label).toMatchObject({ source: 'auto', value: 'scratched' });
      expect(item.labels).toHaveLength(before.labels.length);
      expect(item.decisions).toMatchObject([{ standing: 'gold', value: 'intact' }]);
      const overview = await lead.call(api.overview.get, { params: params() });
      expect(overview.queue).toMatchObject({ open: 1, held: 0 });
      expect(overview.agreement.assisted).toMatchObject({ n: 0 });
      expect(await byName()).toMatchObject([{ name: 'Ada', right: { k: 1, n: 1 }, pausedSince: null }]);

      const [mine] = await ada.latest(1);
      await ada.changes(mine?.id ?? '', 'scratched');
      expect(await byName()).toMatchObject([{ right: { k: 0, n: 1 } }]);
      await marks({ key: review.key, value: 'scratched' });
      expect(await byName(), 'what is known was wrong').toMatchObject([{ right: { k: 1, n: 1 } }]);
      await expectTrueCounters();
    });

    it('that is passed on says nothing of anybody, and is work of leads alone', async () => {
      await waits(first);
      const review = await ada.claimsOne();
      await ada.escalates(review);
      expect((await lead.call(api.overview.get, { params: params() })).queue).toMatchObject({
        open: 1,
        forLeads: 1,
      });
      await expectTrueCounters();
      const [asked] = await lead.claims();
      expect(asked).toMatchObject({ key: review.key, escalation: { inspector: 'Ada' } });
      if (asked) await lead.decides(asked, 'intact');
      expect(await byName()).toEqual([]);
      await expectTrueCounters();

      await waits(second);
      const [, skipped] = await bob.claims(2);
      expect(skipped?.key).toMatch(/^known/);
      if (skipped) await bob.skips(skipped);
      expect((await bob.claims(3)).map(({ key }) => key)).not.toContain(skipped?.key);
      await expectTrueCounters();
    });
  });

  it('pauses who is surely right less often than the project asks, until a lead lets them back', async () => {
    const known = Array.from({ length: 5 }, (_, i) => `sure-${i}`);
    await submit(
      service,
      project,
      known.map((key) => aPrediction({ key, confidence: 0.99 })),
    );
    await marks(...known.map((key) => ({ key, value: 'intact' })));
    await settings({ goldShare: share, goldPauseBelow: 0.9, goldPauseAfter: 5 });
    await waits(...behind.slice(0, 6), ...alone.slice(0, 2));
    let refused = await ada.asksForReviews();
    for (; refused.reviews[0]; refused = await ada.asksForReviews()) {
      clock.pass(1);
      await ada.decides(refused.reviews[0], 'scratched');
    }
    expect(refused).toMatchObject({ reviews: [], availability: { paused: true } });
    const [paused] = await byName();
    expect(paused).toMatchObject({ name: 'Ada', right: { k: 0, n: 5 } });
    expect(paused?.pausedSince).not.toBeNull();
    expect((await bob.claims())[0]?.key).toBeDefined();

    const end = { params: { project, user: ada.id } };
    expectProblem(await bob.ask(api.gold.resume, end), 'forbidden');
    clock.pass(1);
    await lead.call(api.gold.resume, end);
    expectProblem(await lead.ask(api.gold.resume, end), 'not_found');
    expect(await ada.claims()).toHaveLength(1);
    expect(await byName()).toContainEqual(expect.objectContaining({ name: 'Ada', pausedSince: null }));
  });
});
