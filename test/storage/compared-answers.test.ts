import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { comparedAnswers, type AnswerPlace, type ComparedAnswer } from '../../db/queries/compared-answers.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenAnswer, givenItems, givenPerson, givenProject, noon, type GivenItem } from '../support/rows.ts';

onBothEngines('the answers that are compared with a model version', (open) => {
  let db: Database;
  let modelVersionId: string;
  beforeAll(async () => {
    db = await open();
  });

  /** An item that a person answered, with what was measured about it. */
  const answered = (key: string, more: Partial<GivenItem> & { line?: number } = {}): GivenItem => ({
    key,
    label: { value: 'ok', source: 'human' },
    payload: { inputs: { line: more.line ?? 1 } },
    routing: { blindProbability: 1, rule: `rule of ${key}` },
    reviews: [{ state: 'done', purpose: 'review', arm: 'blind' }],
    ...more,
  });

  const given = async (
    slug: string,
    items: (GivenItem & { answer?: Partial<Parameters<typeof givenAnswer>[2]> })[],
  ) =>
    db.write(async (tx) => {
      const project = await givenProject(tx, slug);
      ({ modelVersionId } = project);
      const userId = await givenPerson(tx, slug);
      const made = await givenItems(tx, project, items);
      for (const [i, { answer }] of items.entries()) {
        const { itemId = '', reviewIds: [reviewId = ''] = [] } = made[i] ?? {};
        const compared = { agreed: true, modelVersionId };
        await givenAnswer(tx, project, { itemId, reviewId, userId, value: 'ok', ...compared, ...answer });
      }
    });
  const read = (withInputs: boolean, before: AnswerPlace | null, limit: number) =>
    db.read((q) => comparedAnswers(q, modelVersionId, withInputs, before, limit));

  it('come the latest first, lot by lot and none twice, though many were given at once', async () => {
    await given(
      'lots',
      Array.from({ length: 9 }, (_, n) => ({
        ...answered(`item-${n}`, { line: n }),
        answer: { createdAt: noon + Math.floor(n / 4) },
      })),
    );
    const found: ComparedAnswer[] = [];
    for (let lot: ComparedAnswer[] = await read(true, null, 2); lot.length > 0;) {
      expect(lot.length).toBeLessThanOrEqual(2);
      found.push(...lot);
      lot = await read(true, found.at(-1) ?? null, 2);
    }
    expect(found.map(({ createdAt }) => createdAt - noon)).toEqual([2, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(found.map(({ inputs }) => Number(inputs?.['line'])).toSorted()).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it('are the standing ones, of those asked in a way that says something of the model', async () => {
    const asked = (purpose: 'audit' | 'adjudication', source: 'human' | 'auto' = 'human') => ({
      label: { value: 'ok', source },
      reviews: [{ state: 'done' as const, purpose, arm: 'blind' as const }],
    });
    await given('ways', [
      answered('shadow'),
      { ...answered('blind'), routing: { blindProbability: 0.5 } },
      { ...answered('assisted'), reviews: [{ state: 'done', purpose: 'review', arm: 'assisted' }] },
      answered('audit', asked('audit')),
      answered('audit that waits', asked('audit', 'auto')),
      answered('adjudication', asked('adjudication')),
      { ...answered('changed since'), answer: { standing: 'superseded' } },
      { ...answered('late'), answer: { standing: 'opinion' } },
      { ...answered('of another version'), answer: { modelVersionId: 'another' } },
      { ...answered('beside no answer'), answer: { agreed: null, modelVersionId: null } },
    ]);
    const found = await read(false, null, 50);
    expect(found.map(({ basis }) => basis).toSorted()).toEqual(['assisted', 'audit', 'blind', 'shadow']);
    expect(found.find(({ basis }) => basis === 'audit')).toMatchObject({
      agreed: true,
      rule: 'rule of audit',
      inputs: null,
    });
  });
});
