import type { FormField, SchemaFault, SchemaOf } from '../../domain/label-schema.ts';
import { simpleKindOf } from './simple.ts';
import { told, type Told } from '../../domain/told.ts';

/** What is wrong with the condition of a field: it must name classes of an earlier field. */
const whenFault = ({ when }: FormField, before: readonly FormField[]): Told | null => {
  if (when === null) return null;
  const asked = before.find(({ name }) => name === when.field)?.schema;
  if (asked?.kind !== 'choice' && asked?.kind !== 'choices')
    return told`"${when.field}" is no earlier field with classes`;
  const unknown = when.in.find((name) => !asked.classes.some((c) => c.name === name));
  return unknown === undefined ? null : told`"${when.field}" has no class "${unknown}"`;
};

const fieldFaults = (
  field: FormField,
  before: readonly FormField[],
  old: FormField | undefined,
): SchemaFault[] => {
  const faults: SchemaFault[] = [];
  if (before.some(({ name }) => name === field.name))
    faults.push({ path: ['name'], ...told`"${field.name}" stands twice` });
  const condition = whenFault(field, before);
  if (condition !== null) faults.push({ path: ['when'], ...condition });
  if (old && old.schema.kind !== field.schema.kind)
    return [...faults, { path: ['schema', 'kind'], ...told`must stay "${old.schema.kind}"` }];
  const inside = simpleKindOf(field.schema).faults(field.schema, old?.schema ?? null);
  return [...faults, ...inside.map(({ path, ...fault }) => ({ path: ['schema', ...path], ...fault }))];
};

/** What is wrong with a form as the successor of another: names unique, fields sound by their kinds, and none left out. */
export const formFaults = (
  { fields }: SchemaOf<'form'>,
  previous: SchemaOf<'form'> | null,
): SchemaFault[] => {
  const faults = fields.flatMap((field, i) => {
    const old = previous?.fields.find(({ name }) => name === field.name);
    return fieldFaults(field, fields.slice(0, i), old).map(({ path, ...fault }) => ({
      path: ['fields', i, ...path],
      ...fault,
    }));
  });
  for (const { name } of previous?.fields ?? [])
    if (!fields.some((field) => field.name === name))
      faults.push({ path: ['fields'], ...told`field "${name}" cannot be removed` });
  return faults;
};
