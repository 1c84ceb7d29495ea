import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import type { ItemReader } from '../../db/queries/blind.ts';
import { holdsReviewOf, itemHistory, itemIdOf, labelState } from '../../db/queries/item-history.ts';
import { listItems, placeAfter, type ItemFilter, type Stretch } from '../../db/queries/items.ts';
import { evidenceBases } from '../../server/domain/evidence.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenAnswer, givenItems, givenPerson, givenProject, noon, type GivenItem } from '../support/rows.ts';

const everything: Stretch = { after: null, through: null };

const keysOf = async (
  db: Database,
  reader: ItemReader,
  filter: ItemFilter,
  stretch = everything,
  limit = 1_000,
) => (await db.read((q) => listItems(q, reader, filter, stretch, limit))).map((row) => row.key);

const withItems = async (db: Database, given: GivenItem[]) => {
  const { project, rows } = await db.write(async (tx) => {
    const made = await givenProject(tx);
    return { project: made, rows: await givenItems(tx, made, given) };
  });
  return { rows, project, reader: { projectId: project.id, judgeId: null } };
};

onBothEngines('a list of items', (open) => {
  it('is newest first and turns its pages without gaps or repeats', async () => {
    const db = await open();
    const { rows, reader } = await withItems(
      db,
      Array.from({ length: 7 }, (_, i) => ({ key: `k${i}` })),
    );
    expect(await keysOf(db, reader, {}, everything, 3)).toEqual(['k6', 'k5', 'k4']);
    const after = { after: rows[4]?.itemId ?? '', through: null };
    expect(await keysOf(db, reader, {}, after, 3)).toEqual(['k3', 'k2', 'k1']);
    const through = { ...after, through: rows[2]?.itemId ?? '' };
    expect(await keysOf(db, reader, {}, through)).toEqual(['k3', 'k2']);
    expect(await db.read((q) => placeAfter(q, reader, {}, after.after, 2))).toBe(rows[2]?.itemId);
    expect(await db.read((q) => placeAfter(q, reader, {}, after.after, 5))).toBeNull();
  });

  it('finds exactly the keys that begin with a text, in bytewise order', async () => {
    const db = await open();
    const letters = fc.constantFrom(
      'a',
      'b',
      'B',
      '_',
      '-',
      '%',
      '.',
      ' ',
      'é',
      'z',
      '\u{d7ff}',
      '\u{e000}',
      '😀',
      '\u{10ffff}',
    );
    const text = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const keys = [...new Set(fc.sample(text, { numRuns: 400, seed: 3 }))];
    const { reader } = await withItems(
      db,
      keys.map((key) => ({ key })),
    );
    const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    for (const prefix of ['', ...fc.sample(text, { numRuns: 60, seed: 5 })]) {
      const expected = keys.filter((key) => key.startsWith(prefix)).toSorted(bytewise);
      expect(await keysOf(db, reader, { keyPrefix: prefix })).toEqual(expected);
      const [first, second] = expected;
      if (first && second) {
        const rest = { after: first, through: null };
        expect(await keysOf(db, reader, { keyPrefix: prefix }, rest)).toEqual(expected.slice(1));
        expect(await db.read((q) => placeAfter(q, reader, { keyPrefix: prefix }, first, 1))).toBe(second);
      }
    }
  });

  it('is filtered by status, destination, source, class, the model and its answer, and knows no other project', async () => {
    const db = await open();
    const human = { value: 'scratched', source: 'human' } as const;
    const { reader } = await withItems(db, [
      { key: 'auto' },
      { key: 'human', label: human },
      { key: 'waiting', label: null, reviews: [{}] },
      { key: 'disputed', label: null, item: { status: 'disputed' } },
    ]);
    await db.write(async (tx) => givenItems(tx, await givenProject(tx, 'other'), [{ key: 'foreign' }]));
    expect(await keysOf(db, reader, {})).toEqual(['disputed', 'waiting', 'human', 'auto']);
    expect(await keysOf(db, reader, { status: 'in_review' })).toEqual(['waiting']);
    expect(await keysOf(db, reader, { destination: 'review' })).toEqual(['disputed', 'waiting', 'human']);
    expect(await keysOf(db, reader, { source: 'human' })).toEqual(['human']);
    expect(await keysOf(db, reader, { class: 'ok' })).toEqual(['auto']);
    expect(await keysOf(db, reader, { class: 'ok', source: 'human' })).toEqual([]);
    expect(await keysOf(db, reader, { predicted: 'ok', class: 'scratched' })).toEqual(['human']);
    expect(await keysOf(db, reader, { predicted: 'scratched' })).toEqual([]);
    expect(await keysOf(db, reader, { model: 'eye@1', status: 'labelled' })).toEqual(['human']);
    expect(await keysOf(db, reader, { model: 'eye@2' })).toEqual([]);
    expect(await keysOf(db, reader, { keyPrefix: 'h', class: 'scratched' })).toEqual(['human']);
  });

  it('is filtered by how people were asked whose answer stands', async () => {
    const db = await open();
    const review = { state: 'done', purpose: 'review' } as const;
    const byPeople = { value: 'ok', source: 'human' } as const;
    const { project, rows, reader } = await withItems(db, [
      { key: 'shadow', routing: { blindProbability: 1 }, reviews: [review] },
      { key: 'blind', routing: { blindProbability: 0.5 }, reviews: [review] },
      { key: 'assisted', routing: { blindProbability: 0.5 }, reviews: [{ ...review, arm: 'assisted' }] },
      { key: 'audit', label: byPeople, reviews: [{ ...review, purpose: 'audit' }] },
      { key: 'disputed', reviews: [{ ...review, purpose: 'audit' }] },
      { key: 'recheck', reviews: [{ ...review, purpose: 'recheck' }] },
      { key: 'late', routing: { blindProbability: 0.5 }, reviews: [review] },
    ]);
    await db.write(async (tx) => {
      const userId = await givenPerson(tx, 'Ann');
      for (const [i, { itemId, reviewIds }] of rows.entries()) {
        const standing = i === 6 ? 'opinion' : 'standing';
        await givenAnswer(tx, project, {
          itemId,
          reviewId: reviewIds[0] ?? '',
          userId,
          value: 'ok',
          standing,
        });
      }
    });
    for (const asked of evidenceBases) expect(await keysOf(db, reader, { asked })).toEqual([asked]);
  });

  it('shows a person who may judge no more by its filters than by its rows', async () => {
    const db = await open();
    const { project } = await withItems(db, [
      { key: 'accepted' },
      { key: 'audited', reviews: [{}] },
      { key: 'waiting', label: null, reviews: [{}] },
      { key: 'assisted', label: null, reviews: [{ arm: 'assisted' }] },
    ]);
    const me = await db.write((tx) => givenPerson(tx, 'Me'));
    const reader = { projectId: project.id, judgeId: me };
    const rows = await db.read((q) => listItems(q, reader, { keyPrefix: '' }, everything, 10));
    expect(
      rows.map(({ key, status, destination, label, withheld }) => [
        key,
        status,
        destination,
        label,
        withheld,
      ]),
    ).toEqual([
      ['accepted', 'accepted', 'auto', { value: 'ok', source: 'auto' }, false],
      ['assisted', 'in_review', 'review', null, false],
      ['audited', 'in_review', 'review', null, true],
      ['waiting', 'in_review', 'review', null, true],
    ]);
    for (const [filter, keys] of [
      [{ status: 'accepted' }, ['accepted']],
      [{ status: 'in_review' }, ['assisted', 'audited', 'waiting']],
      [{ destination: 'auto' }, ['accepted']],
      [{ destination: 'review' }, ['assisted', 'audited', 'waiting']],
      [{ source: 'auto' }, ['accepted']],
      [{ class: 'ok' }, ['accepted']],
      [{ class: 'ok', status: 'in_review' }, []],
      [{ predicted: 'ok' }, ['accepted', 'assisted']],
      [{ predicted: 'ok', status: 'in_review' }, ['assisted']],
    ] as const)
      expect(await keysOf(db, reader, { keyPrefix: '', ...filter })).toEqual(keys);
  });
});

onBothEngines('the history of an item', (open) => {
  it('has every prediction, routing, review, decision and label, and whose they are', async () => {
    const db = await open();
    const { project, rows } = await withItems(db, [
      {
        key: 'one',
        label: { value: 'ok', source: 'auto', supersededAt: noon + 5 },
        reviews: [{ state: 'done' }, {}],
      },
      { key: 'two' },
    ]);
    const itemId = rows[0]?.itemId ?? '';
    const reviewId = rows[0]?.reviewIds[0] ?? '';
    const { decisionId, ann } = await db.write(async (tx) => {
      const person = await givenPerson(tx, 'Ann');
      const answer = { itemId, reviewId, userId: person, value: 'scratched' };
      return { decisionId: await givenAnswer(tx, project, answer), ann: person };
    });
    await db.read(async (q) => {
      expect(await itemIdOf(q, project.id, 'one')).toBe(itemId);
      expect(await itemIdOf(q, project.id, 'none')).toBeNull();
      const history = await itemHistory(q, { projectId: project.id, judgeId: null }, itemId);
      expect(history).toMatchObject({
        key: 'one',
        withheld: false,
        payload: { image: { url: 'https://example.com/one.png' } },
        inputs: { brightness: 0.5 },
        predictions: [{ model: 'eye@1', value: 'ok', confidence: 0.99 }],
        routings: [{ reviewProbability: 0.05, reasons: ['degree'] }],
        reviews: [{ state: 'done', holder: null }, { state: 'open' }],
        decisions: [{ id: decisionId, inspector: 'Ann', value: 'scratched' }],
        labels: [{ value: 'ok', supersededAt: noon + 5 }],
      });
      expect(await itemHistory(q, { projectId: project.id, judgeId: null }, ann)).toBeNull();
    });
  });

  it('tells the label in force, and none where there is none', async () => {
    const db = await open();
    const { reader } = await withItems(db, [
      { key: 'labelled' },
      { key: 'waiting', label: null },
      { key: 'undone', label: { value: 'ok', source: 'human', supersededAt: noon } },
    ]);
    await db.read(async (q) => {
      const labelled = await labelState(q, reader, 'labelled');
      expect(labelled).toMatchObject({ status: 'accepted', label: { seq: 1, value: 'ok', source: 'auto' } });
      expect((await labelState(q, reader, 'waiting'))?.label).toBeNull();
      expect((await labelState(q, reader, 'undone'))?.label).toBeNull();
      expect(await labelState(q, reader, 'unknown')).toBeNull();
    });
  });

  it('tells who holds a review of it, be the lease over or not', async () => {
    const db = await open();
    const { rows } = await withItems(db, [{ key: 'one', label: null, reviews: [{}] }]);
    const { itemId = '', reviewIds = [] } = rows[0] ?? {};
    const { ann, bob } = await db.write(async (tx) => {
      const people = { ann: await givenPerson(tx, 'Ann'), bob: await givenPerson(tx, 'Bob') };
      const { reviews } = tx.tables;
      await tx.db.update(reviews).set({ state: 'held', holderId: people.ann, leaseExpiresAt: 1 });
      return people;
    });
    expect(reviewIds).toHaveLength(1);
    expect(await db.read((q) => holdsReviewOf(q, itemId, ann))).toBe(true);
    expect(await db.read((q) => holdsReviewOf(q, itemId, bob))).toBe(false);
  });
});
