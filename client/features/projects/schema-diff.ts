import { plural, t } from '@lingui/core/macro';
import { isEqual } from '../../../server/domain/is-equal.ts';
import type {
  ChoiceClass,
  FormField,
  LabelSchema,
  SchemaOf,
  SimpleSchema,
} from '../../../server/domain/label-schema.ts';
import { labelKinds } from '../../kinds/label-kinds.tsx';
import { inSentence } from '../../ui/in-sentence.ts';
import { quoted } from '../../ui/quoted.ts';

const look = (c: ChoiceClass) => `${c.color} ${c.key ?? ''}`;

const classesText = (count: number): string => plural(count, { one: '# class', other: '# classes' });

const several = (texts: readonly string[]) =>
  texts.length > 4 ? classesText(texts.length) : texts.join(', ');

type Classes = { classes: ChoiceClass[] };

const classChanges = (next: Classes, previous: Classes): string[] => {
  const before = new Map(previous.classes.map((c) => [c.name, c]));
  const changes: string[] = [];
  const renamed: string[] = [];
  const restyled: string[] = [];
  for (const c of next.classes) {
    const old = before.get(c.name);
    if (old === undefined) {
      changes.push(t`added “${c.title}”`);
      continue;
    }
    if (old.title !== c.title) renamed.push(t`“${old.title}” to “${c.title}”`);
    if (!old.retired && c.retired) changes.push(t`retired “${c.title}”`);
    if (old.retired && !c.retired) changes.push(t`brought “${c.title}” back`);
    if (look(old) !== look(c)) restyled.push(c.title);
  }
  if (renamed.length > 0) changes.push(t`renamed ${several(renamed)}`);
  if (restyled.length > 0) changes.push(t`another colour or key for ${several(restyled.map(quoted))}`);
  const order = (schema: Classes) =>
    schema.classes
      .filter((c) => before.has(c.name))
      .map((c) => c.name)
      .join('\n');
  if (order(next) !== order(previous)) changes.push(t`another order`);
  return changes;
};

const settingWords: Readonly<Record<string, string>> = {
  min: t`the least`,
  max: t`the most`,
  step: t`the step`,
  unit: t`the unit`,
  tolerance: t`the tolerance`,
  iou: t`the overlap from which two match`,
  distance: t`the distance up to which two match`,
  overlaps: t`whether marks may overlap`,
  low: t`the low end`,
  high: t`the high end`,
  maxLength: t`the longest answer`,
};

type Setting = string | number | boolean | null;

const settingsOf = (schema: SimpleSchema): Record<string, Setting> =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([name, value]) =>
      name in settingWords && !Array.isArray(value) ? [[name, value]] : [],
    ),
  );

const settingText = (value: Setting | undefined): string => {
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  return value === null || value === '' || value === undefined ? t`none` : String(value);
};

const simpleChanges = (next: SimpleSchema, previous: SimpleSchema): string[] => {
  const before = settingsOf(previous);
  const changed = Object.entries(settingsOf(next)).filter(([name, value]) => before[name] !== value);
  return [
    ...('classes' in next && 'classes' in previous ? classChanges(next, previous) : []),
    ...changed.map(
      ([name, value]) =>
        t`${settingWords[name] ?? name} from ${settingText(before[name])} to ${settingText(value)}`,
    ),
  ];
};

const fieldChanges = (next: FormField, previous: FormField | undefined): string[] => {
  const whose = `${quoted(next.title)}: `;
  if (previous === undefined) return [t`added the field “${next.title}”`];
  return [
    ...(previous.title === next.title ? [] : [t`renamed the field “${previous.title}” to “${next.title}”`]),
    ...(previous.required === next.required ? [] : [whose + (next.required ? t`required` : t`optional`)]),
    ...(isEqual(previous.when, next.when) ? [] : [whose + t`asked for at other times`]),
    ...simpleChanges(next.schema, previous.schema).map((change) => whose + change),
  ];
};

const formChanges = (next: SchemaOf<'form'>, previous: SchemaOf<'form'>): string[] => {
  const names = (schema: SchemaOf<'form'>, of: SchemaOf<'form'>) =>
    schema.fields.map(({ name }) => name).filter((name) => of.fields.some((field) => field.name === name));
  const changes = next.fields.flatMap((field) =>
    fieldChanges(
      field,
      previous.fields.find(({ name }) => name === field.name),
    ),
  );
  return isEqual(names(next, previous), names(previous, next)) ? changes : [...changes, t`another order`];
};

const contentOf = (schema: LabelSchema): string => {
  if ('classes' in schema) return classesText(schema.classes.length);
  return schema.kind === 'form'
    ? plural(schema.fields.length, { one: 'a form of # field', other: 'a form of # fields' })
    : inSentence(labelKinds[schema.kind].title);
};

/** What a revision of a label schema changed, in short clauses; empty where nothing that people see. */
export const schemaChanges = (next: LabelSchema, previous: LabelSchema | null): string[] => {
  if (previous === null) return [contentOf(next)];
  if (next.kind === 'form') return previous.kind === 'form' ? formChanges(next, previous) : [contentOf(next)];
  return previous.kind === 'form' ? [contentOf(next)] : simpleChanges(next, previous);
};
