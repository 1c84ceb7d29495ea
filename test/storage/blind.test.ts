import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { involve } from '../../db/queries/decisions.ts';
import { claimEstimate, finishEstimate, startEstimate } from '../../db/queries/estimates.ts';
import { itemHistory, labelState } from '../../db/queries/item-history.ts';
import { listItems } from '../../db/queries/items.ts';
import { doubtedLabels, insertPosteriors } from '../../db/queries/posteriors.ts';
import { labelsInForce } from '../../db/queries/labels.ts';
import {
  arms,
  decisionStandings,
  involvementKinds,
  reviewPurposes,
  reviewStates,
} from '../../server/domain/words.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenAnswer, givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';

const everything = { after: null, through: null };
const allSeqs = { after: 0, through: 1_000_000 };

/** What may have happened to an item as far as the rule looks, and what it has nothing to do with. */
const situation = fc.record({
  labelled: fc.boolean(),
  reviews: fc.array(
    fc.record({
      purpose: fc.constantFrom(...reviewPurposes),
      state: fc.constantFrom(...reviewStates),
      arm: fc.constantFrom(...arms),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  answers: fc.array(
    fc.record({ by: fc.constantFrom('me', 'other'), standing: fc.constantFrom(...decisionStandings) }),
    { maxLength: 2 },
  ),
  mine: fc.option(fc.constantFrom(...involvementKinds)),
  others: fc.option(fc.constantFrom(...involvementKinds)),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

/** The rule in words: see db/queries/blind.ts. */
const mustBeWithheld = (s: Situation): boolean =>
  s.mine !== 'judged' &&
  s.mine !== 'saw' &&
  s.reviews.some(
    (review) =>
      ['open', 'held', 'asked'].includes(review.state) &&
      !['adjudication', 'gold'].includes(review.purpose) &&
      (review.arm === 'blind' || s.answers.some((answer) => answer.by === 'other')),
  );

onBothEngines('the blind rule', (open) => {
  it('withholds an item from exactly those who may yet judge it blind', async () => {
    const db = await open();
    const situations = fc.sample(situation, { numRuns: 300, seed: 7 });
    const { project, me } = await db.write(async (tx) => {
      const made = await givenProject(tx);
      const people = { me: await givenPerson(tx, 'Me'), other: await givenPerson(tx, 'Other') };
      const given = situations.map(({ labelled, reviews }, i) => ({
        key: `k${String(i).padStart(4, '0')}`,
        ...(labelled ? {} : { label: null }),
        reviews,
      }));
      const rows = await givenItems(tx, made, given);
      for (const [i, { itemId, reviewIds }] of rows.entries()) {
        const s = situations[i];
        for (const { by, standing } of s?.answers ?? [])
          await givenAnswer(tx, made, {
            itemId,
            reviewId: reviewIds[0] ?? '',
            userId: people[by],
            value: 'scratched',
            standing,
          });
        if (s?.mine) await involve(tx, itemId, people.me, s.mine, noon);
        if (s?.others) await involve(tx, itemId, people.other, s.others, noon);
      }
      return { project: made, me: people.me };
    });
    const expected = situations.map(mustBeWithheld);
    expect(new Set(expected)).toEqual(new Set([true, false]));
    const ofMine = { projectId: project.id, judgeId: me };
    const ofNobody = { projectId: project.id, judgeId: null };

    await db.read(async (q) => {
      const listed = await listItems(q, ofMine, { keyPrefix: 'k' }, everything, 1_000);
      expect(listed.map((row) => row.withheld)).toEqual(expected);
      for (const [i, row] of listed.entries()) {
        const withheld = expected[i];
        expect((await itemHistory(q, ofMine, row.id))?.withheld).toBe(withheld);
        expect((await labelState(q, ofMine, row.key))?.withheld).toBe(withheld);
      }
      for (const row of await labelsInForce(q, ofMine, {}, allSeqs)) {
        expect(row.withheld).toBe(expected[Number(row.key.slice(1))]);
        expect(row.content === null).toBe(row.withheld);
      }
      const seenByAll = await listItems(q, ofNobody, { keyPrefix: 'k' }, everything, 1_000);
      expect(seenByAll.some((row) => row.withheld)).toBe(false);
      expect((await labelsInForce(q, ofNobody, {}, allSeqs)).some((row) => row.withheld)).toBe(false);
    });
  });

  it('leaves nothing that anybody answered in what it withholds', async () => {
    const db = await open();
    const told = 'never-to-be-told';
    const { project, me, itemId, estimateId } = await db.write(async (tx) => {
      const made = await givenProject(tx);
      const people = { me: await givenPerson(tx, 'Me'), other: await givenPerson(tx, told) };
      const [row] = await givenItems(tx, made, [
        {
          key: 'audited',
          modelValue: told,
          confidence: 0.123456,
          label: { value: told, source: 'auto' },
          routing: { rule: told, reasons: ['at_or_above_threshold', 'audit'] },
          reviews: [{ state: 'done' }, { escalation: { userId: people.other, note: told } }],
        },
      ]);
      if (!row) throw new Error('there is no row');
      const [reviewId = ''] = row.reviewIds;
      await givenAnswer(tx, made, {
        itemId: row.itemId,
        reviewId,
        userId: people.other,
        value: told,
        note: told,
      });
      const started = { projectId: made.id, startedBy: people.other, startedAt: noon, schemaRevision: 1 };
      await startEstimate(tx, started);
      const run = await claimEstimate(tx, noon, noon + 1);
      if (!run) throw new Error('there is no run');
      const posterior = { itemId: row.itemId, shares: [{ value: told, share: 1 }], label: told, doubt: 0.75 };
      await insertPosteriors(tx, run.id, [posterior]);
      const result = { converged: true, prevalence: [], inspectors: [] };
      await finishEstimate(tx, run, { iterations: 1, logLikelihood: -1, result }, noon);
      return { project: made, me: people.me, itemId: row.itemId, estimateId: run.id };
    });
    const reader = { projectId: project.id, judgeId: me };
    const anyone = { projectId: project.id, judgeId: null };
    await db.read(async (q) => {
      const answers = [
        await listItems(q, reader, {}, everything, 10),
        await itemHistory(q, reader, itemId),
        await labelState(q, reader, 'audited'),
        await labelsInForce(q, reader, {}, allSeqs),
        await doubtedLabels(q, reader, estimateId, 50),
      ];
      const text = JSON.stringify(answers);
      for (const leak of [told, '0.123456', 'accepted', 'auto', 'audit"']) expect(text).not.toContain(leak);
      const history = await itemHistory(q, anyone, itemId);
      expect(JSON.stringify(history)).toContain(told);
      expect(history?.posterior?.estimateId).toBe(estimateId);
      expect(await doubtedLabels(q, anyone, estimateId, 50)).toMatchObject([{ key: 'audited', doubt: 0.75 }]);
    });
  });
});
