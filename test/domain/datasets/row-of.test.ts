import { expect, test } from 'vitest';
import type { AnswerAt, ItemAt } from '../../../db/queries/dataset-rows.ts';
import { rowOf } from '../../../server/datasets/snapshots/row-of.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Arm, LabelSource, ReviewPurpose } from '../../../server/domain/words.ts';
import { classesOf } from '../../support/dataset.ts';

const schema: LabelSchema = { kind: 'choice', classes: classesOf('ok', 'scratched') };
const splits = { validation: 0, test: 0, salt: '', groupBy: null };

const anItem = (source: LabelSource, arm: Arm | null, reviewProbability: number): ItemAt => ({
  itemId: 'i',
  key: 'k',
  payload: {},
  inputs: {},
  label: {
    id: 'l',
    value: 'ok',
    source,
    decisionIds: [],
    estimateId: null,
    posterior: null,
    inspectors: 1,
    agreed: null,
    policyRevision: 1,
    schemaRevision: 1,
    decidedAt: 0,
    told: null,
  },
  prediction: null,
  routing: { id: 'r', arm, reviewProbability, isAudit: false, policyRevision: 1, schemaRevision: 1 },
  shares: null,
});

const answers = (...all: [value: string, purpose?: ReviewPurpose][]): AnswerAt[] =>
  all.map(([value, purpose = 'review'], i) => ({
    itemId: 'i',
    id: `d${i}`,
    userId: `u${i}`,
    purpose,
    value,
    arm: 'blind',
    suggestionShown: false,
    createdAt: i,
    timeSpentMs: null,
  }));

const rowWith = (item: ItemAt, opinions: AnswerAt[] = [], estimateId: string | null = null) =>
  rowOf(item, opinions, schema, { splits }, estimateId);

test.each<[string, AnswerAt[], number | null]>([
  ['nobody', [], null],
  ['one person, who made the label', answers(['ok']), null],
  ['two who agree', answers(['ok'], ['ok']), 1],
  ['two who differ, and who settled it', answers(['ok'], ['scratched'], ['ok', 'adjudication']), 0.5],
  ['one, and who settled it', answers(['scratched'], ['ok', 'adjudication']), null],
])('the agreement of %s', (_, opinions, agreement) => {
  expect(rowWith(anItem('human', 'blind', 1), opinions).agreement).toBe(agreement);
});

test.each<[string, LabelSource, Arm | null, number, number | null]>([
  ['people decided on what was drawn', 'human', 'blind', 0.25, 4],
  ['the model’s answer was accepted', 'auto', null, 0.25, null],
  ['somebody picked it out afterwards', 'human', null, 0.02, null],
  ['it could not be drawn', 'human', 'assisted', 0, null],
])('the weight where %s', (_, source, arm, reviewProbability, weight) => {
  expect(rowWith(anItem(source, arm, reviewProbability)).weight).toBe(weight);
});

test('the posterior is that of the estimate which the label rests on, else of the latest', () => {
  const item = anItem('human', 'blind', 1);
  const shares = [
    { value: 'scratched', share: 0.7 },
    { value: 'ok', share: 0.3 },
  ];
  const told = ({ posterior, lineage }: ReturnType<typeof rowOf>) => [posterior, lineage.estimate_id];
  expect(told(rowWith(item, [], 'latest'))).toEqual([null, null]);
  expect(told(rowWith({ ...item, shares }, [], 'latest'))).toEqual([0.3, 'latest']);
  expect(told(rowWith({ ...item, shares: shares.slice(0, 1) }, [], 'latest'))).toEqual([0, 'latest']);
  const label = item.label && { ...item.label, posterior: 0.9, estimateId: 'its own' };
  expect(told(rowWith({ ...item, label, shares }, [], 'latest'))).toEqual([0.9, 'its own']);
});
