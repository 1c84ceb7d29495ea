import { z } from 'zod';
import { fieldError } from '../../contract/problems.ts';
import { defineContract } from '../../contract/route.ts';
import {
  actor,
  id,
  instant,
  json,
  line,
  pageOf,
  pageQuery,
  share,
  slug,
  text,
} from '../../contract/values.ts';
import { importedAs, importStates, sourceFormatNames } from '../../domain/imports/words.ts';

const count = z.number().int();
const inProject = z.strictObject({ project: slug });
const oneImport = inProject.extend({ id });

const mapping = z
  .array(z.strictObject({ column: z.string().max(1_000), field: text(300).min(1) }))
  .max(1_000);

/** A row as it would come in. Long texts are cut short. */
const previewRow = z.strictObject({
  line: count,
  key: z.string().nullable(),
  payload: json,
  inputs: z.record(z.string(), json),
  /** The label that it comes with; null: none. */
  value: json,
  /** What a model said of it. */
  model: z.string().nullable(),
  modelValue: json,
  confidence: z.number().nullable(),
  faults: z.array(fieldError),
});
export type PreviewRow = z.infer<typeof previewRow>;

/** A file of items and labels, and what became of it. */
const imported = z.strictObject({
  id,
  name: z.string(),
  format: z.enum(sourceFormatNames),
  bytes: count,
  columns: z.array(z.string()),
  /** Which column fills which field; one that fills none is not among them. */
  mapping: z.array(z.strictObject({ column: z.string(), field: z.string() })),
  labelsAs: z.enum(importedAs),
  state: z.enum(importStates),
  createdBy: actor,
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  progress: share,
  /** Rows that were dealt with. */
  rows: count,
  counts: z.strictObject({ items: count, labels: count, gold: count, repeats: count, refused: count }),
  failure: z.string().nullable(),
});
export type Imported = z.infer<typeof imported>;

const previewed = imported.extend({
  /** Its first rows as they would come in; null once it was started. */
  preview: z.array(previewRow).nullable(),
});
export type Previewed = z.infer<typeof previewed>;

const rowFault = fieldError.omit({ path: true }).extend({
  line: count,
  key: z.string().nullable(),
  /** The field at fault, its parts separated by dots; '': the row. */
  field: z.string(),
});
export type RowFault = z.infer<typeof rowFault>;

export const importsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/imports',
    summary: 'Files of items and labels that were brought, latest first',
    access: 'imports.manage',
    params: inProject,
    query: z.strictObject(pageQuery),
    reply: pageOf(imported),
    errors: [],
  },
  upload: {
    method: 'post',
    path: '/projects/:project/imports',
    summary:
      'Bring a file of items, predictions and labels: its bytes are the body. Nothing comes in until it is started; the ' +
      'answer tells its columns, which fields they would fill, and its first rows as they would come in',
    access: 'imports.manage',
    params: inProject,
    query: z.strictObject({ format: z.enum(sourceFormatNames), name: line(200) }),
    body: {
      stream: 'body',
      types: ['application/octet-stream'],
      schema: z.string().meta({ format: 'binary' }),
    },
    reply: previewed,
    status: 201,
    errors: ['body_too_large'],
  },
  get: {
    method: 'get',
    path: '/projects/:project/imports/:id',
    summary: 'One import: its first rows as they would come in, or how far it has come',
    access: 'imports.manage',
    params: oneImport,
    reply: previewed,
    errors: ['not_found'],
  },
  change: {
    method: 'patch',
    path: '/projects/:project/imports/:id',
    summary:
      'Change which columns fill which fields, and what the labels become, of an import that was not started',
    access: 'imports.manage',
    params: oneImport,
    body: z.strictObject({ mapping: mapping.optional(), labelsAs: z.enum(importedAs).optional() }),
    reply: previewed,
    errors: ['not_found', 'conflict'],
  },
  start: {
    method: 'post',
    path: '/projects/:project/imports/:id/start',
    summary:
      'Take the rows in, as a job: one that is bad harms only itself, one that was taken in before is a repeat, and other ' +
      'content under a key that is known is refused. An import that was started stays as it is. Labels become gold for those ' +
      'alone who have gold.manage, too',
    access: 'imports.manage',
    params: oneImport,
    reply: previewed,
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  cancel: {
    method: 'post',
    path: '/projects/:project/imports/:id/cancel',
    summary: 'Cancel an import; rows that came in stay, and one that has ended stays as it is',
    access: 'imports.manage',
    params: oneImport,
    reply: previewed,
    errors: ['not_found'],
  },
  faults: {
    method: 'get',
    path: '/projects/:project/imports/:id/errors',
    summary: 'What is wrong with rows that were refused: of the first 1,000, in their order',
    access: 'imports.manage',
    params: oneImport,
    query: z.strictObject(pageQuery),
    reply: pageOf(rowFault),
    errors: ['not_found'],
  },
  faultsFile: {
    method: 'get',
    path: '/projects/:project/imports/:id/errors.csv',
    summary: 'The same as a CSV file',
    access: 'imports.manage',
    params: oneImport,
    reply: { stream: 'reply', types: ['text/csv'], description: 'line, key, field, message' },
    errors: ['not_found'],
  },
});
