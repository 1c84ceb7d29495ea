import { expect, test } from 'vitest';
import { draftFault } from '../../client/features/review/submit-draft.tsx';
import { commandFor, type Press } from '../../client/features/review/keys.ts';
import { labelKindOf } from '../../client/kinds/label-kinds.tsx';
import type { FormField, LabelSchema } from '../../server/domain/label-schema.ts';
import type { Json } from '../../server/domain/words.ts';

const classes = (...keys: string[]) =>
  keys.map((key) => ({ name: `class-${key}`, title: key, color: '#000000', key, retired: false }));
const field = (name: string, schema: FormField['schema'], more: Partial<FormField> = {}): FormField => ({
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
    field('state', { kind: 'choice', classes: classes('d', 'f') }),
    field(
      'marks',
      { kind: 'choices', classes: classes('1', '2'), min: 0, max: null },
      { when: { field: 'state', in: ['class-d'] } },
    ),
    field('grade', { kind: 'rating', points: 3, low: '', high: '', tolerance: 0 }, { required: false }),
  ],
};
const draftAfter = (key: string, draft: Json | undefined, at: string | null = null) =>
  labelKindOf(form).keysOf(form, draft, at).get(key);

test('keys of a form answer the field in focus, or else the first that is open and asked for', () => {
  expect(draftAfter('d', undefined)).toEqual({ state: 'class-d' });
  expect(draftAfter('1', undefined), 'it is not asked for yet').toBeUndefined();
  const defective = { state: 'class-d' };
  expect(draftAfter('2', defective)).toEqual({ ...defective, marks: ['class-2'] });
  expect(draftAfter('2', defective, 'grade')).toEqual({ ...defective, grade: 2 });
  expect(draftAfter('1', { state: 'class-f' })).toEqual({ state: 'class-f', grade: 1 });
});

test('a key of several choices puts its class in or takes it out, in the order of the schema', () => {
  const two = { state: 'class-d', marks: ['class-2'] };
  expect(draftAfter('1', two, 'marks')).toEqual({ state: 'class-d', marks: ['class-1', 'class-2'] });
  expect(draftAfter('2', two, 'marks')).toEqual({ state: 'class-d', marks: [] });
});

test('an answer that takes a question away takes its answer with it', () => {
  const all = { state: 'class-d', marks: ['class-2'], grade: 1 };
  expect(draftAfter('f', all, 'state')).toEqual({ state: 'class-f', grade: 1 });
});

test('what a draft lacks is said with the title of its field', () => {
  expect(draftFault(form, undefined)).toBe('Nothing is answered yet');
  expect(draftFault(form, { state: 'class-d' })).toBe('MARKS: is required');
  expect(draftFault(form, { state: 'class-f' })).toBeNull();
});

test.each<[Partial<Press>, string | undefined]>([
  [{}, 'accept'],
  [{ shiftKey: true }, 'edit'],
  [{ ctrlKey: true }, 'submit'],
  [{ metaKey: true, on: 'field' }, 'submit'],
  [{ ctrlKey: true, on: 'control' }, 'submit'],
  [{ on: 'field' }, undefined],
  [{ on: 'line' }, 'accept'],
  [{ on: 'control' }, undefined],
  [{ ctrlKey: true, repeat: true }, 'nothing'],
])('Enter with %j asks to %s', (more, command) => {
  const press: Press = {
    key: 'Enter',
    code: 'Enter',
    repeat: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    on: 'page',
    ...more,
  };
  expect(commandFor(press, new Map())?.do).toBe(command);
});
