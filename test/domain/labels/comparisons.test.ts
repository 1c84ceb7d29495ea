import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { byPlace } from '../../../server/domain/intervals.ts';
import type { FormField, LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { wordErrors } from '../../../server/kinds/label-kinds/word-errors.ts';
import { checkLabel, labelKindOf, sameLabel } from '../../../server/kinds/registry.ts';

const classes = ['dent', 'scratch', 'stain'].map((name) => ({
  name,
  title: name,
  color: '#000000',
  key: null,
  retired: false,
}));
const choices: LabelSchema = { kind: 'choices', classes, min: 0, max: null };
const ranged: LabelSchema = { kind: 'number', min: -5, max: 20, step: null, unit: 'mm', tolerance: 0.5 };
const open: LabelSchema = { kind: 'number', min: null, max: null, step: null, unit: '', tolerance: 0 };
const rating: LabelSchema = { kind: 'rating', points: 5, low: '', high: '', tolerance: 1 };
const text: LabelSchema = { kind: 'text', maxLength: 100 };
const transcript: LabelSchema = { kind: 'transcript', maxLength: 1_000, tolerance: 0.2 };
const marks = { classes, min: 0, max: null, overlaps: true, iou: 0.5, tolerance: 0.2 };
const spans: LabelSchema = { kind: 'spans', ...marks };
const ranges: LabelSchema = { kind: 'ranges', ...marks };
const field = (name: string, schema: FormField['schema'], more: Partial<FormField> = {}): FormField => ({
  name,
  title: name,
  required: true,
  when: null,
  schema,
  ...more,
});
const form: LabelSchema = {
  kind: 'form',
  fields: [
    field('state', { kind: 'choice', classes }),
    field('size', ranged, { required: false }),
    field('note', text, { required: false }),
  ],
};

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', 'Über', 'd'), { maxLength: 8 })
  .map((all) => all.join(' '));
const someClasses = fc.subarray(classes.map(({ name }) => name));
const intervals = (at: fc.Arbitrary<number>): fc.Arbitrary<Json> =>
  fc
    .uniqueArray(
      fc
        .record({ class: fc.constantFrom('dent', 'scratch', 'stain'), start: at, length: at })
        .map(({ length, ...mark }) => ({ ...mark, end: mark.start + length + 1 })),
      { maxLength: 6, selector: (mark) => JSON.stringify(mark) },
    )
    .map((list) => list.toSorted(byPlace));
const inRange = fc.double({ min: -5, max: 20, noNaN: true });
const kinds: [title: string, schema: LabelSchema, values: fc.Arbitrary<Json>][] = [
  ['one choice', { kind: 'choice', classes }, fc.constantFrom('dent', 'scratch', 'stain')],
  ['several choices', choices, someClasses],
  ['a number in a range', ranged, inRange],
  ['a number', open, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 })],
  ['a rating', rating, fc.integer({ min: 1, max: 5 })],
  ['a text', text, fc.constantFrom('a', 'a ', 'b', 'a  b')],
  ['a transcript', transcript, words],
  ['spans', spans, intervals(fc.nat(12))],
  ['ranges', ranges, intervals(fc.double({ min: 0, max: 12, noNaN: true }))],
  [
    'a form',
    form,
    fc
      .record(
        { state: fc.constantFrom('dent', 'stain'), size: inRange, note: fc.constantFrom('a', 'b') },
        { requiredKeys: ['state'] },
      )
      .map((value) => ({ ...value })),
  ],
];

describe.each(kinds)('%s', (_, schema, values) => {
  const compare = (a: Json, b: Json) => labelKindOf(schema).compare(schema, a, b);

  it('that can be answered is compared from 0 to 1, whichever comes first, and is the same as itself', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(checkLabel(schema, a, 'decision')).toBeNull();
        const score = compare(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(compare(b, a)).toBe(score);
        expect(compare(a, a)).toBe(1);
        expect(sameLabel(schema, a, a)).toBe(true);
        expect(sameLabel(schema, a, b)).toBe(sameLabel(schema, b, a));
      }),
    );
  });

  it('is never the same as no answer', () => {
    fc.assert(
      fc.property(values, (a) => {
        expect(sameLabel(schema, a, null)).toBe(false);
      }),
    );
    expect(sameLabel(schema, null, null)).toBe(true);
  });
});

const span = (name: string, start: number, end: number) => ({ class: name, start, end });

test.each<[title: string, schema: LabelSchema, a: Json, b: Json, score: number, same: boolean]>([
  ['sets by F1', choices, ['dent', 'scratch'], ['scratch', 'stain'], 0.5, false],
  ['sets in any order', choices, ['dent', 'scratch'], ['scratch', 'dent'], 1, true],
  ['no class with none', choices, [], [], 1, true],
  ['numbers within the tolerance', ranged, 1.1, 1.6, 1, true],
  ['numbers by their error in the range', ranged, 0, 5, 0.8, false],
  ['numbers without a range by their size', open, 9, 11, 0.9, false],
  ['ratings within the tolerance', rating, 2, 3, 1, true],
  ['ratings by their distance', rating, 1, 5, 0, false],
  [
    'texts but for blanks and how accents were typed',
    text,
    ' Caf\u00e9 au  lait',
    'Cafe\u0301 au lait\n',
    1,
    true,
  ],
  ['texts that differ', text, 'a', 'A', 0, false],
  [
    'transcripts within the tolerance',
    transcript,
    'one two three four five',
    'one two three four six',
    0.8,
    true,
  ],
  ['transcripts by words of the longer', transcript, 'one two', 'one two three four', 0.5, false],
  ['marks of nothing', spans, [], [], 1, true],
  [
    'marks by F1 of those that match',
    spans,
    [span('dent', 0, 4), span('dent', 9, 10)],
    [span('dent', 0, 2)],
    2 / 3,
    false,
  ],
  [
    'marks that share less than they have to as others',
    ranges,
    [span('dent', 0, 4)],
    [span('dent', 2, 5)],
    0,
    false,
  ],
  ['marks of other classes as others', spans, [span('dent', 0, 4)], [span('stain', 0, 4)], 0, false],
  [
    'marks within the tolerance',
    ranges,
    [0, 1, 2, 3].map((i) => span('dent', i, i + 1)),
    [0, 1, 2].map((i) => span('dent', i, i + 0.9)),
    6 / 7,
    true,
  ],
  [
    'forms by the fields that both answer',
    form,
    { state: 'dent', size: 0 },
    { state: 'dent', size: 5 },
    0.9,
    false,
  ],
  ['forms of which one says more', form, { state: 'dent', note: 'a' }, { state: 'dent' }, 1, true],
  ['forms with nothing in common', form, { note: 'a' }, { size: 1 }, 0, false],
])('compares %s', (_, schema, a, b, score, same) => {
  expect(labelKindOf(schema).compare(schema, a, b)).toBeCloseTo(score, 12);
  expect(sameLabel(schema, a, b)).toBe(same);
});

// The word error rates of jiwer's documentation (https://github.com/jitsi/jiwer), and of its tests.
test.each([
  ['hello world', 'hello duck', 1, 2],
  ['i like monty python', 'i like python', 1, 4],
  ['This is a test', 'This is a test', 0, 4],
  ['A B', 'A', 1, 2],
  ['X', 'X X Y Y', 3, 1],
  ['X Y Z', '', 3, 3],
])('%j read as %j has %i errors in %i words', (reference, hypothesis, errors, n) => {
  expect(wordErrors(reference, hypothesis)).toMatchObject({ errors, words: [n, expect.any(Number)] });
});
