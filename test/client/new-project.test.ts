import { describe, expect, test } from 'vitest';
import {
  firstClasses,
  nameFrom,
  withClass,
  withMoved,
  withTitle,
} from '../../client/features/projects/class-list.ts';
import {
  below,
  emptyDraft,
  faultsOf,
  slugFrom,
  stepOf,
} from '../../client/features/projects/draft-project.ts';
import { schemaChanges } from '../../client/features/projects/schema-diff.ts';
import { reservedKeys, type ChoiceClass, type LabelSchema } from '../../server/domain/label-schema.ts';

const choice = (...classes: ChoiceClass[]): LabelSchema => ({ kind: 'choice', classes });
const fine: ChoiceClass = { name: 'fine', title: 'Fine', color: '#2f9e44', key: '1', retired: false };
const scratched: ChoiceClass = {
  name: 'scratched',
  title: 'Scratched',
  color: '#c92a2a',
  key: '2',
  retired: false,
};

const ready = () => ({
  ...emptyDraft(),
  name: 'Phones',
  slug: 'phones',
  question: 'Is it scratched?',
  schema: choice(fine, scratched),
});

describe('the address that a name suggests', () => {
  test.each([
    ['Phone scratches, line 4', 'phone-scratches-line-4'],
    ['  Größe — à la carte  ', 'grosse-a-la-carte'],
    ['---', ''],
    [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
  ])('of %j is %j', (name, slug) => expect(slugFrom(name)).toBe(slug));
});

describe('a class list', () => {
  test('gives each class a colour and a key of its own, and none that the review page keeps', () => {
    let classes = firstClasses();
    for (let i = 0; i < 10; i += 1) classes = withClass(classes);
    const keys = classes.map((c) => c.key);
    expect(new Set(keys).size).toBe(classes.length);
    expect(keys.filter((key) => key !== null && reservedKeys.includes(key))).toEqual([]);
    expect(new Set(classes.map((c) => c.color)).size).toBe(12);
  });

  test('lets the name in data follow the title until somebody gives it another', () => {
    const typed = withTitle(firstClasses(), 0, 'Deep scratch', false);
    expect(typed[0]?.name).toBe('deep-scratch');
    const named = typed.map((c, i) => (i === 0 ? { ...c, name: 'deep' } : c));
    expect(withTitle(named, 0, 'Very deep', false)[0]?.name).toBe('deep');
  });

  test('never changes the name of a class that stands in an earlier revision', () => {
    expect(withTitle([fine, scratched], 0, 'Spotless', true)[0]).toEqual({ ...fine, title: 'Spotless' });
  });

  test('makes names without spaces and quotes', () => expect(nameFrom('A "b"  c ')).toBe('a-b-c'));

  test('moves a class by one place', () => {
    expect(withMoved([fine, scratched], 1, -1).map((c) => c.name)).toEqual(['scratched', 'fine']);
  });
});

describe('the wizard', () => {
  test('finds nothing wrong with a project that can be made', () => expect(faultsOf(ready())).toEqual({}));

  test('names every field that is empty, each with the step that asks for it', () => {
    const faults = faultsOf(emptyDraft());
    expect(Object.keys(faults)).toEqual(
      expect.arrayContaining(['name', 'slug', 'question', 'schema.classes.0.title', 'schema.classes.1.name']),
    );
    expect(stepOf('name')).toBe(0);
    expect(stepOf('schema.classes.0.title')).toBe(1);
    expect(stepOf('instructions')).toBe(2);
  });

  test('refuses a key that stands twice, at the second of the two', () => {
    const faults = faultsOf({ ...ready(), schema: choice(fine, { ...scratched, key: '1' }) });
    expect(below(faults, 'schema')).toEqual({ 'classes.1.key': 'the key "1" stands twice' });
  });
});

describe('what a revision of a label schema changed', () => {
  const before = choice(fine, scratched);

  test('is nothing where nothing changed', () => expect(schemaChanges(before, before)).toEqual([]));

  test('is said class by class', () => {
    const cracked: ChoiceClass = { ...fine, name: 'cracked', title: 'Cracked', key: '3' };
    const next = choice({ ...fine, title: 'Spotless' }, { ...scratched, retired: true }, cracked);
    expect(schemaChanges(next, before)).toEqual([
      'retired “Scratched”',
      'added “Cracked”',
      'renamed “Fine” to “Spotless”',
    ]);
    expect(schemaChanges(before, next)).toContain('brought “Scratched” back');
  });

  test('names another order, colour or key', () => {
    expect(schemaChanges(choice(scratched, { ...fine, key: 'f' }), before)).toEqual([
      'another colour or key for “Fine”',
      'another order',
    ]);
  });
});
