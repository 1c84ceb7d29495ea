import { describe, expect, it, test } from 'vitest';
import type { FormField, LabelSchema, SimpleSchema } from '../../../server/domain/label-schema.ts';
import { obstacleTo } from '../../../server/domain/obstacle.ts';
import type { Json } from '../../../server/domain/words.ts';
import { labelSchema, schemaFaults } from '../../../server/kinds/label-schema.ts';
import { checkLabel } from '../../../server/kinds/registry.ts';

const classes = ['dent', 'scratch', 'old'].map((name) => ({
  name,
  title: name,
  color: '#000000',
  key: null,
  retired: name === 'old',
}));
const choices: LabelSchema = { kind: 'choices', classes, min: 1, max: 2 };
const number: LabelSchema = { kind: 'number', min: 0.1, max: 2, step: 0.2, unit: '', tolerance: 0 };
const rating: LabelSchema = { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 };
const text: SimpleSchema = { kind: 'text', maxLength: 5 };
const transcript: LabelSchema = { kind: 'transcript', maxLength: 5, tolerance: 0 };
const marks = { classes, min: 0, max: 2, overlaps: false, iou: 0.5, tolerance: 0 };
const spans: SimpleSchema = { kind: 'spans', ...marks };
const ranges: SimpleSchema = { kind: 'ranges', ...marks, min: 1, overlaps: true };
const mark = (start: Json, end: Json, name = 'dent') => ({ class: name, start, end });
const field = (name: string, schema: SimpleSchema, more: Partial<FormField> = {}): FormField => ({
  name,
  title: name.toUpperCase(),
  required: true,
  when: null,
  schema,
  ...more,
});
const form: LabelSchema = {
  kind: 'form',
  fields: [
    field('state', { kind: 'choice', classes }),
    field(
      'marks',
      { kind: 'choices', classes, min: 0, max: null },
      { when: { field: 'state', in: ['dent'] } },
    ),
    field('note', text, { required: false, when: { field: 'marks', in: ['scratch'] } }),
  ],
};

describe('an answer of a person', () => {
  test.each<[LabelSchema, Json, string | null]>([
    [choices, ['dent'], null],
    [choices, 'dent', 'must be a list of names of classes'],
    [choices, ['dent', 1], 'each must be one of "dent", "scratch"'],
    [choices, ['old'], 'each the class "old" is retired'],
    [choices, ['dent', 'dent'], 'names a class twice'],
    [choices, [], 'must name at least 1 class'],
    [number, 0.7, null],
    [number, 0.6, 'must be in steps of 0.2 from 0.1'],
    [number, 0, 'must be at least 0.1'],
    [number, 2.1, 'must be at most 2'],
    [number, '1', 'must be a number'],
    [rating, 5, null],
    [rating, 2.5, 'must be a whole number from 1 to 5'],
    [rating, 0, 'must be a whole number from 1 to 5'],
    [spans, [], null],
    [spans, [mark(0, 2), mark(2, 3, 'scratch')], null],
    [spans, 'dent', 'must be a list of objects of class, start and end'],
    [spans, ['dent'], '[0]: must be an object of class, start and end'],
    [spans, [{ ...mark(0, 1), text: 'a' }], '[0].text: is no field of a mark'],
    [spans, [mark(0, 1), mark(1, 2, 'old')], '[1].class: the class "old" is retired'],
    [spans, [mark(0.5, 1)], '[0].start: must be a whole number from 0'],
    [spans, [mark(1, 1)], '[0].end: must be a whole number above the start'],
    [spans, [mark(2, 3), mark(0, 1)], '[1]: must not stand behind a later one'],
    [spans, [mark(0, 3), mark(2, 4)], '[1]: overlaps one before it'],
    [spans, [mark(0, 1), mark(1, 2), mark(2, 3)], 'must have at most 2 marks'],
    [ranges, [mark(0, 1.5), mark(0.5, 2)], null],
    [ranges, [], 'must have at least 1 mark'],
    [ranges, [mark(-1, 1)], '[0].start: must be a number of seconds from 0'],
    [ranges, [mark(1, null)], '[0].end: must be a number of seconds above the start'],
    [ranges, [mark(0, 1), mark(0, 1)], '[1]: stands twice'],
    [text, 'fine', null],
    [text, ' ', 'must not be empty'],
    [text, 'longer', 'must have at most 5 characters'],
    [text, null, 'must be a text'],
    [transcript, '', null],
    [transcript, 'longer', 'must have at most 5 characters'],
    [form, { state: 'scratch' }, null],
    [form, { state: 'dent', marks: ['scratch'], note: 'x' }, null],
    [form, { state: 'dent' }, 'marks: is required'],
    [form, {}, 'state: is required'],
    [form, { state: 'scratch', marks: [] }, 'marks: must be left out where state is not dent'],
    [
      form,
      { state: 'dent', marks: ['dent'], note: 'x' },
      'note: must be left out where marks is not scratch',
    ],
    [form, { state: 'other' }, 'state: must be one of "dent", "scratch"'],
    [form, { state: 'scratch', size: 1 }, 'size: is no field of the project'],
    [form, { state: 'scratch', constructor: 1 }, 'constructor: is no field of the project'],
    [form, ['dent'], 'must be an object of answers by field'],
    [form, null, 'must be an object of answers by field'],
  ])('to %o may be %j: %s', (schema, value, fault) => {
    expect(checkLabel(schema, value, 'decision')?.message ?? null).toBe(fault);
  });
});

describe('an answer of a model', () => {
  test.each<[LabelSchema, Json, string | null]>([
    [choices, ['old'], null],
    [choices, null, null],
    [number, 0.123, null],
    [form, { state: 'dent' }, null],
    [spans, [mark(0, 1, 'old')], null],
    [spans, null, null],
    [form, null, null],
    [form, { note: 'x' }, 'note: must be left out where marks is not scratch'],
    [form, { state: null }, 'state: must be left out or answered'],
    [form, {}, 'must answer at least one field'],
  ])('to %o may be %j: %s', (schema, value, fault) => {
    expect(checkLabel(schema, value, 'prediction')?.message ?? null).toBe(fault);
  });

  test.each<[LabelSchema, Json, string | null]>([
    [choices, ['dent', 'old'], 'retired_class'],
    [choices, ['dent'], null],
    [spans, [mark(0, 1, 'old')], 'retired_class'],
    [spans, [mark(0, 1)], null],
    [form, { state: 'old' }, 'retired_class'],
    [form, { state: 'dent' }, 'incomplete'],
    [form, { state: 'scratch' }, null],
    [number, 1, null],
    [text, 'old', null],
  ])('to %o that is %j is kept from being a label by %s', (schema, value, obstacle) => {
    expect(obstacleTo(schema, value)).toBe(obstacle);
  });
});

describe('spans of an item', () => {
  const values: [payload: Json, end: number, fault: string | null][] = [
    [{ text: 'two 🙂' }, 5, null],
    [{ text: 'two 🙂' }, 6, '[0].end: must be at most 5, where the text ends'],
    [
      { document: { media: 'ab', type: 'text/plain', size: 7 } },
      8,
      '[0].end: must be at most 7, where the text ends',
    ],
    [{ document: { base64: 'YWJj' } }, 800, null],
  ];
  it.each(values)('%j may end at %i: %s', (payload, end, fault) => {
    expect(checkLabel(spans, [mark(0, end)], 'decision', payload)?.message ?? null).toBe(fault);
    const form: LabelSchema = { kind: 'form', fields: [field('names', spans)] };
    expect(checkLabel(form, { names: [mark(0, end)] }, 'prediction', payload)?.message ?? null).toBe(
      fault && `names: ${fault}`,
    );
  });
});

describe('a schema', () => {
  const faults = (next: LabelSchema, previous: LabelSchema | null = null) =>
    schemaFaults(next, previous).map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('keeps its kind', () => {
    expect(faults(text, transcript)).toEqual(['kind: must stay "transcript"']);
  });

  test.each<[LabelSchema, LabelSchema | null, string[]]>([
    [form, null, []],
    [{ ...choices, min: 3 }, null, ['min: at most 2 classes can be chosen']],
    [{ ...spans, classes: classes.slice(0, 1) }, null, []],
    [{ ...spans, classes: classes.slice(2) }, null, ['classes: at least one class must be in use']],
    [{ ...ranges, min: 3 }, null, ['min: must be at most 2, the most']],
    [{ ...number, max: 0 }, null, ['max: must be above the least number']],
    [{ ...number, tolerance: 2 }, null, ['tolerance: must be less than the range']],
    [{ ...rating, points: 4 }, rating, ['points: must stay 5: labels were given by them']],
    [{ ...rating, tolerance: 4 }, null, ['tolerance: would let all ratings agree']],
    [{ kind: 'form', fields: form.fields.slice(0, 2) }, form, ['fields: field "note" cannot be removed']],
    [
      { kind: 'form', fields: form.fields.toReversed() },
      null,
      [
        'fields.0.when: "marks" is no earlier field with classes',
        'fields.1.when: "state" is no earlier field with classes',
      ],
    ],
    [
      { kind: 'form', fields: [field('a', text), field('a', { kind: 'choice', classes: classes.slice(1) })] },
      null,
      ['fields.1.name: "a" stands twice', 'fields.1.schema.classes: at least two classes must be in use'],
    ],
    [
      { kind: 'form', fields: [field('state', text), field('marks', text), field('note', text)] },
      form,
      ['fields.0.schema.kind: must stay "choice"', 'fields.1.schema.kind: must stay "choices"'],
    ],
  ])('such as %o after %o has these faults: %j', (next, previous, expected) => {
    expect(faults(next, previous)).toEqual(expected);
  });

  it('is read with what may be left out', () => {
    expect(labelSchema.parse({ kind: 'number' })).toEqual({
      kind: 'number',
      min: null,
      max: null,
      step: null,
      unit: '',
      tolerance: 0,
    });
    expect(labelSchema.safeParse({ kind: 'boxes' }).success).toBe(false);
  });
});
