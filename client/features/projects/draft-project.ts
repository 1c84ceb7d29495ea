import { t } from '@lingui/core/macro';
import { fieldErrors } from '../../../server/contract/parse.ts';
import { toldWords } from '../../ui/told-words.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { ItemKindName } from '../../../server/domain/words.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { firstSchemas } from './first-schemas.ts';

/** A project as it is being made. */
export type DraftProject = {
  name: string;
  slug: string;
  question: string;
  itemKind: ItemKindName;
  schema: LabelSchema;
  instructions: string;
};

/** Where the wizard starts. */
export const emptyDraft = (): DraftProject => ({
  name: '',
  slug: '',
  question: '',
  itemKind: 'image',
  schema: firstSchemas.choice(),
  instructions: '',
});

/** The address that a project's name suggests: "Phone scratches, line 4" -> "phone-scratches-line-4". */
export const slugFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

/** The steps of the wizard with the fields that each asks for. */
export const steps = [
  { title: t`Question`, fields: ['name', 'slug', 'question', 'itemKind'] },
  { title: t`Answers`, fields: ['schema'] },
  { title: t`Instructions`, fields: ['instructions', 'leaseSeconds'] },
] as const;

/** The step that asks for a field; the first where none does. */
export const stepOf = (path: string): number =>
  Math.max(
    0,
    steps.findIndex(({ fields }) => fields.some((field) => path === field || path.startsWith(`${field}.`))),
  );

// Said in the reader's words where the contract speaks of types and lengths.
const missing: Readonly<Record<string, string>> = {
  name: t`Give the project a name`,
  slug: t`The address is missing`,
  question: t`Ask the question that inspectors answer`,
};

/** What is wrong with a schema's fields, by path inside the schema; only what is empty is said in own words. */
export const emptyFields = (schema: LabelSchema): Record<string, string> => {
  const faults: Record<string, string> = {};
  const look = (list: readonly { title: string; name: string }[], path: string) =>
    list.forEach((one, i) => {
      if (one.title.trim() === '') faults[`${path}.${i}.title`] = t`A title is missing`;
      if (one.name === '') faults[`${path}.${i}.name`] = t`A name is missing`;
    });
  if ('classes' in schema) look(schema.classes, 'classes');
  if (schema.kind === 'form') {
    look(schema.fields, 'fields');
    schema.fields.forEach((field, i) => {
      if ('classes' in field.schema) look(field.schema.classes, `fields.${i}.schema.classes`);
      if (field.when?.in.length === 0) faults[`fields.${i}.when`] = t`Choose an answer`;
    });
  }
  return faults;
};

/** What is wrong with a draft, by path joined with dots; the contract itself is asked. */
export const faultsOf = (draft: DraftProject): Record<string, string> => {
  const faults: Record<string, string> = {};
  for (const [field, message] of Object.entries(missing))
    if (String(draft[field as 'name' | 'slug' | 'question']).trim() === '') faults[field] = message; // the keys of `missing`
  for (const [path, message] of Object.entries(emptyFields(draft.schema))) faults[`schema.${path}`] = message;
  const checked = projectsContract.create.body.safeParse(draft);
  for (const { path, ...fault } of checked.error ? fieldErrors(checked.error) : [])
    faults[path.join('.')] ??= toldWords(fault);
  return faults;
};

/** The faults below a path, with the path taken off: those of a schema inside those of a project. */
export const below = (faults: Readonly<Record<string, unknown>>, path: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults)
      .filter(([key]) => key.startsWith(`${path}.`))
      .map(([key, message]) => [key.slice(path.length + 1), String(message)]),
  );
