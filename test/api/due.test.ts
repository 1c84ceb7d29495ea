import { beforeAll, beforeEach, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { metricReaders } from '../../server/features/alarms/metrics/registry.ts';
import { raiseDueReviews } from '../../server/features/reviews/raise-due.job.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { keptCounters, recount } from '../support/recount.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const minute = 60_000;
const soonest: Policy['rules'] = [
  { name: 'line 3', when: [{ on: 'input', name: 'line', op: 'eq', value: 3 }], then: { dueMinutes: 10 } },
  { name: 'urgent', when: [{ on: 'input', name: 'line', op: 'eq', value: 4 }], then: { priority: 5 } },
];

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let ada: Desk, lea: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now, jobs: [] });
  });
  const given = async (policy: Partial<Policy>) => {
    project = await server.project(policy);
    ada = await deskOf(server, project, 'inspector', 'Ada');
    lea = await deskOf(server, project, 'lead', 'Lea');
  };
  beforeEach(() =>
    given({ degree: 'assistance', blindShare: 0, dueMinutes: 60, raiseAfter: 0.5, rules: soonest }),
  );

  const comes = async (...lines: number[]) =>
    submit(
      await server.service(project),
      project,
      lines.map((line, i) => aPrediction({ key: `${line}-${i}-${clock.now()}`, inputs: { line } })),
    );
  const lineOf = ({ key }: { key: string }) => Number(key.split('-')[0]);
  const runJob = () => raiseDueReviews.run(server.app.services, new AbortController().signal, '');
  const due = async () => (await lea.call(api.overview.get, { params: { project } })).due;

  it('what is due soonest is given first within its priority, and the desk is told when', async () => {
    await comes(1);
    clock.pass(minute);
    await comes(3, 4, 1);
    const reviews = await ada.claims(4);
    expect(reviews.map(lineOf)).toEqual([4, 3, 1, 1]);
    const [, soon] = reviews;
    expect(soon?.dueAt).toBe(new Date(clock.now() + 10 * minute).toISOString());
  });

  it('what waits is raised once before it is due, and what became due while no server ran after that', async () => {
    await comes(3, 1);
    await comes(4);
    await runJob();
    expect((await due())?.soon).toBe(0);
    clock.pass(5 * minute);
    expect(await due()).toMatchObject({ overdue: 0, soon: 1 });
    await runJob();
    await runJob();
    const [first] = await ada.claims();
    // Above the priority of 4; told as it was, since that it was raised tells of its due time.
    expect(first).toMatchObject({ priority: 0 });
    expect(lineOf(first ?? { key: '' })).toBe(3);
    const detail = await lea.call(api.items.get, { params: { project, key: first?.key ?? '' } });
    expect(detail.reviews).toMatchObject([{ raisedAt: new Date(clock.now()).toISOString() }]);
    clock.pass(100 * minute);
    expect(await due()).toMatchObject({ overdue: 3, soon: 0 });
  });

  it('what was decided too late is counted, in the transaction and in a recount, and alarms can watch what waits', async () => {
    await comes(3, 3);
    const [first] = await ada.claims();
    if (!first) throw new Error('nothing waits');
    await ada.decides(first, 'intact');
    clock.pass(11 * minute);
    const { db, projects } = server.app.services;
    const state = await projects.get(project);
    if (!state) throw new Error('there is no such project');
    const asked = { project: state, now: clock.now(), since: 0, leastCases: 0 };
    expect(await db.read((q) => metricReaders.overdue_reviews(q, asked))).toEqual({ value: 1 });
    const [second] = await ada.claims();
    if (!second) throw new Error('nothing waits');
    await ada.decides(second, 'intact');
    expect(await due()).toMatchObject({ overdue: 0, late: { k: 1, n: 2 } });
    expect(await keptCounters(db, state.id)).toEqual(await recount(db, state.id));
    expect((await ada.call(api.overview.get, { params: { project } })).due).toBeNull();
  });

  it('of an item that is judged blind the due time is not told where it says what the model said', async () => {
    const ofClass: Policy['rules'] = [
      { name: 'bad', when: [{ on: 'class', in: ['scratched'] }], then: { dueMinutes: 10 } },
    ];
    for (const [rules, told] of [
      [ofClass, false],
      [[], true],
    ] as const) {
      await given({ degree: 'shadow', dueMinutes: 60, rules: [...rules] });
      await comes(1);
      const [review] = await ada.claims();
      expect(review?.dueAt !== null).toBe(told);
    }
  });
});
