import { expect, it } from 'vitest';
import { deskOf, type Desk } from '../../support/desk.ts';
import { aPrediction, submit } from '../../support/server.ts';
import { onBothServers } from '../../support/servers.ts';

/** The keys of the next reviews, in the order in which the desk is given them. */
const nextKeys = async (desk: Desk, count: number): Promise<string[]> =>
  (await desk.claims(count)).map(({ key }) => key);

onBothServers((start) => {
  it('gives what comes in ahead of others first, also to those who were past that place', async () => {
    const server = await start();
    const project = await server.project({ degree: 'assistance' });
    const service = await server.service(project);
    const [ada, ben] = [await deskOf(server, project), await deskOf(server, project)];
    const send = (key: string, priority = 0) => submit(service, project, [aPrediction({ key, priority })]);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await send(key);

    expect(await nextKeys(ada, 2)).toEqual(['a', 'b']);
    expect(await nextKeys(ben, 1)).toEqual(['c']);
    await send('urgent', 10);
    expect(await nextKeys(ada, 1)).toEqual(['urgent']);
    expect(await nextKeys(ada, 1)).toEqual(['d']);

    // What is given back, skipped or left is again where it was.
    const [c] = (await ben.asksForReviews(1, { resume: true })).reviews;
    if (!c) throw new Error('the desk holds nothing');
    await ben.releases(c);
    expect(await nextKeys(ada, 1)).toEqual(['c']);
    const [a] = (await ada.asksForReviews(5, { resume: true })).reviews.filter(({ key }) => key === 'a');
    if (!a) throw new Error('the desk does not hold the first item');
    expect(await nextKeys(ben, 1)).toEqual(['e']);
    await ada.skips(a);
    expect(await nextKeys(ben, 1)).toEqual(['a']);
    expect(await nextKeys(ben, 1)).toEqual([]);
  });

  it('finds what an inspector’s own answers lie before, in a queue where each item is asked twice', async () => {
    const server = await start();
    const two = { name: 'two', when: [{ on: 'confidence' as const, op: 'lt' as const, value: 1 }] };
    const project = await server.project({
      degree: 'assistance',
      rules: [{ ...two, then: { review: true, inspectors: 2 } }],
    });
    const service = await server.service(project);
    const ada = await deskOf(server, project);
    const keys = Array.from({ length: 12 }, (_, i) => `two-${String(i).padStart(2, '0')}`);
    await submit(
      service,
      project,
      keys.map((key) => aPrediction({ key })),
    );
    const given: string[] = [];
    for (let [review] = await ada.claims(1); review;) {
      given.push(review.key);
      [review] = (await ada.decides(review, 'scratched', { claim: 1 })).reviews;
    }
    expect(given).toEqual(keys);
    await submit(service, project, [aPrediction({ key: 'later' })]);
    expect(await nextKeys(ada, 1)).toEqual(['later']);
  });
});
