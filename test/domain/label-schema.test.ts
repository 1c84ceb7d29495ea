import { describe, expect, test } from 'vitest';
import type { ChoiceClass, LabelSchema } from '../../server/domain/label-schema.ts';
import { schemaFaults } from '../../server/kinds/label-schema.ts';

const aClass = (name: string, more: Partial<ChoiceClass> = {}): ChoiceClass => ({
  name,
  title: name,
  color: '#123456',
  key: null,
  retired: false,
  ...more,
});
const schema = (...classes: ChoiceClass[]): LabelSchema => ({ kind: 'choice', classes });
const messages = (next: LabelSchema, previous: LabelSchema | null = null) =>
  schemaFaults(next, previous).map((f) => `${f.path.join('.')}: ${f.message}`);

describe('a label schema', () => {
  test('needs two classes in use, with names and keys of their own', () => {
    expect(messages(schema(aClass('a'), aClass('b')))).toEqual([]);
    expect(messages(schema(aClass('a'), aClass('b', { retired: true })))).toEqual([
      'classes: at least two classes must be in use',
    ]);
    expect(messages(schema(aClass('a'), aClass('a')))).toEqual(['classes.1.name: "a" stands twice']);
    expect(messages(schema(aClass('a', { key: '1' }), aClass('b', { key: '1' })))).toEqual([
      'classes.1.key: the key "1" stands twice',
    ]);
    expect(messages(schema(aClass('a', { key: 'u' }), aClass('b')))).toEqual([
      'classes.0.key: the key "u" belongs to the review page',
    ]);
  });

  test('a retired class may leave its key to another', () => {
    expect(
      messages(schema(aClass('a', { key: '1', retired: true }), aClass('b', { key: '1' }), aClass('c'))),
    ).toEqual([]);
  });

  test('keeps every class of the revision before: retired, renamed, never removed', () => {
    const before = schema(aClass('a'), aClass('b'), aClass('c'));
    expect(
      messages(schema(aClass('a', { title: 'A!' }), aClass('b'), aClass('c', { retired: true })), before),
    ).toEqual([]);
    expect(messages(schema(aClass('a'), aClass('b')), before)).toEqual([
      'classes: class "c" cannot be removed; retire it instead',
    ]);
  });
});
