import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needed, type Consensus, type Verdict } from '../../server/domain/consensus.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { Json } from '../../server/domain/words.ts';
import { consensusOn } from '../../server/kinds/consensus.ts';

const classes = ['a', 'b', 'c'].map((name) => ({
  name,
  title: name,
  color: '#000000',
  key: null,
  retired: false,
}));
const choice: LabelSchema = { kind: 'choice', classes };
const number: LabelSchema = { kind: 'number', min: 0, max: 10, step: null, unit: '', tolerance: 1 };
const transcript: LabelSchema = { kind: 'transcript', maxLength: 100, tolerance: 0.25 };
const field = (name: string, schema: object, more: object = {}) => ({
  name,
  title: name,
  required: true,
  when: null,
  schema,
  ...more,
});
const form = {
  kind: 'form',
  fields: [
    field('state', choice),
    field('length', number, { when: { field: 'state', in: ['a'] } }),
    field('note', { kind: 'text', maxLength: 100 }, { required: false }),
  ],
} as LabelSchema; // its fields are made of parts

const on =
  (schema: LabelSchema) =>
  (rule: Consensus, values: readonly Json[], toCome = 0): Verdict =>
    consensusOn(schema, rule, { values, toCome });

describe('what answers come to', () => {
  test('takes all, more than half, or so many and more than half', () => {
    expect([1, 2, 3, 4, 5].map((n) => needed('unanimous', n))).toEqual([1, 2, 3, 4, 5]);
    expect([1, 2, 3, 4, 5].map((n) => needed('majority', n))).toEqual([1, 2, 2, 3, 3]);
    expect([1, 2, 3, 4, 5].map((n) => needed({ atLeast: 3 }, n))).toEqual([1, 2, 3, 3, 3]);
    expect(needed({ atLeast: 2 }, 5)).toBe(3);
  });

  test('is certain as early as it can be', () => {
    const verdict = on(choice);
    expect(verdict('majority', ['a', 'a'], 1)).toEqual({ state: 'agreed', value: 'a' });
    expect(verdict({ atLeast: 4 }, ['a', 'a', 'a'], 2)).toEqual({ state: 'open' });
    expect(verdict({ atLeast: 4 }, ['a', 'b', 'a', 'b'], 1)).toMatchObject({ state: 'disputed' });
    expect(verdict('unanimous', ['a', 'b'], 7)).toMatchObject({ state: 'disputed' });
    expect(verdict('majority', ['a', 'b', 'c'], 2)).toEqual({ state: 'open' });
  });

  test('of numbers within tolerance is their median, one that somebody gave', () => {
    const verdict = on(number);
    expect(verdict('unanimous', [5.2, 4.8, 5])).toEqual({ state: 'agreed', value: 5 });
    expect(verdict('unanimous', [5.2, 4.8])).toEqual({ state: 'agreed', value: 4.8 });
    expect(verdict('majority', [9, 4.8, 5.2])).toEqual({ state: 'agreed', value: 4.8 });
    expect(verdict('unanimous', [4, 5, 6])).toMatchObject({ state: 'disputed' });
  });

  test('of texts that may differ a little is the one most alike to all', () => {
    const texts = ['the cat sat down now', 'the cat sat down', 'a cat sat down'];
    expect(on(transcript)('majority', texts)).toMatchObject({ state: 'agreed', value: texts[1] });
    const spread = ['the cat sat down', 'a cat sat down', 'the cat sat up'];
    expect(on(transcript)('majority', spread)).toMatchObject({ value: spread[0] });
  });

  test('of a form is told field by field, of what is asked for, by those who answered', () => {
    const verdict = on(form);
    const a = (length: number, note?: string) => ({ state: 'a', length, ...(note && { note }) });
    expect(verdict('unanimous', [a(4), a(5, 'seen twice')])).toEqual({
      state: 'agreed',
      value: { state: 'a', length: 4, note: 'seen twice' },
    });
    expect(verdict('majority', [a(4), { state: 'b' }, { state: 'b' }])).toEqual({
      state: 'agreed',
      value: { state: 'b' },
    });
    expect(verdict('unanimous', [a(1), a(9)])).toEqual({ state: 'disputed', fields: ['length'] });
    expect(verdict('majority', [a(1, 'x'), a(1, 'y'), { state: 'b' }])).toEqual({
      state: 'disputed',
      fields: ['note'],
    });
  });
});

const rule = fc.oneof(
  fc.constantFrom<Consensus>('unanimous', 'majority'),
  fc.integer({ min: 1, max: 9 }).map((atLeast) => ({ atLeast })),
);
const classAnswer = fc.constantFrom<Json>('a', 'b', 'c');
const numberAnswer = fc.integer({ min: 0, max: 12 }).map((n): Json => n / 2);
const textAnswer = fc
  .array(fc.constantFrom('the', 'cat', 'sat'), { minLength: 1, maxLength: 5 })
  .map((words): Json => words.join(' '));
const formAnswer = fc
  .record({ state: classAnswer, length: numberAnswer, note: fc.constantFrom<Json>('', 'x', 'y') })
  .map(({ state, length, note }): Json => ({
    state,
    ...(state === 'a' && { length }),
    ...(note !== '' && { note }),
  }));
const votes = fc.oneof(
  ...(
    [
      [choice, classAnswer],
      [number, numberAnswer],
      [transcript, textAnswer],
      [form, formAnswer],
    ] as const
  ).map(([schema, answer]) =>
    fc.record({
      schema: fc.constant(schema),
      answers: fc.array(answer, { minLength: 1, maxLength: 5 }),
      toCome: fc.integer({ min: 0, max: 3 }),
      next: answer,
    }),
  ),
);

describe('a rule for consensus', () => {
  test('does not mind the order of the answers', () => {
    fc.assert(
      fc.property(votes, rule, fc.infiniteStream(fc.nat()), ({ schema, answers, toCome }, by, order) => {
        const shuffled = answers
          .map((answer) => ({ answer, at: order.next().value }))
          .toSorted((x, y) => x.at - y.at)
          .map(({ answer }) => answer);
        expect(on(schema)(by, shuffled, toCome)).toEqual(on(schema)(by, answers, toCome));
      }),
    );
  });

  test('is not gone back on, whatever the next answer is', () => {
    fc.assert(
      fc.property(votes, rule, ({ schema, answers, toCome, next }, by) => {
        const before = on(schema)(by, answers, toCome + 1);
        const after = on(schema)(by, [...answers, next], toCome);
        if (before.state !== 'open') expect(after.state).toBe(before.state);
        if (before.state === 'agreed' && schema.kind === 'choice') expect(after).toEqual(before);
      }),
    );
  });

  test('leaves nothing open once all have answered, and is never broken by more agreement', () => {
    fc.assert(
      fc.property(votes, rule, ({ schema, answers }, by) => {
        const verdict = on(schema)(by, answers);
        expect(verdict.state).not.toBe('open');
        if (verdict.state === 'agreed')
          expect(on(schema)(by, [...answers, verdict.value]).state).toBe('agreed');
      }),
    );
  });

  test('that asks for less is kept wherever one that asks for more is', () => {
    fc.assert(
      fc.property(votes, rule, ({ schema, answers }, by) => {
        if (on(schema)('unanimous', answers).state === 'agreed')
          expect(on(schema)(by, answers).state).toBe('agreed');
        if (on(schema)(by, answers).state === 'agreed')
          expect(on(schema)('majority', answers).state).toBe('agreed');
      }),
    );
  });
});
