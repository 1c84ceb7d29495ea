import { fieldsOf } from '../../domain/form.ts';
import type { ImportRow } from '../../../db/queries/imports.ts';
import { sourceFormats } from '../../datasets/sources/registry.ts';
import type { SourceRecord } from '../../datasets/sources/source-format.ts';
import type { Json } from '../../domain/words.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { PreviewRow } from './contract.ts';
import { mapRow } from './map-row.ts';
import { rowFaults } from './row-faults.ts';
import { storedFile } from './stored-file.ts';

/** Rows that a file's columns are told by, and those of them that are shown. */
const sampled = 100;
const shown = 20;

/** The first records of a file. */
export const firstRecords = async (
  { config, media }: Services,
  project: Pick<ProjectState, 'schema'>,
  file: Pick<ImportRow, 'bytes' | 'parts' | 'format'>,
  most = sampled,
): Promise<SourceRecord[]> => {
  const found: SourceRecord[] = [];
  const reading = { schema: project.schema, limit: config.maxRecordBytes };
  for await (const record of sourceFormats[file.format].records(storedFile(media, file), reading)) {
    found.push(record);
    if (found.length === most) break;
  }
  return found;
};

/** The names of the columns that records have, in the order in which they come. */
export const columnsOf = (records: readonly SourceRecord[]): string[] => [
  ...new Set(records.flatMap((record) => ('fields' in record ? Object.keys(record.fields) : []))),
];

/** Characters of the longest text that is shown. */
const longest = 300;

/** A value with its long texts cut short, as what is inline may be large. */
const short = (value: Json): Json => {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 100).map(short);
  const fields = fieldsOf(value);
  return fields
    ? Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, short(inner)]))
    : value;
};

const textOr = <T>(value: Json, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);

const nothing = {
  key: null,
  payload: null,
  inputs: {},
  value: null,
  model: null,
  modelValue: null,
  confidence: null,
};

/** The first rows of an import as they would come in. */
export const previewOf = async (
  services: Services,
  project: ProjectState,
  row: ImportRow,
): Promise<PreviewRow[]> =>
  (await firstRecords(services, project, row, shown)).map((record) => {
    const { line } = record;
    if ('fault' in record) return { line, ...nothing, faults: [{ path: [], ...record.fault }] };
    const mapped = mapRow(project, row.mapping, record);
    return {
      line,
      key: textOr(mapped.key, null),
      payload: short(mapped.payload),
      inputs: fieldsOf(short(mapped.inputs)) ?? {},
      value: short(mapped.value),
      model: textOr(mapped.model, null),
      modelValue: short(mapped.modelValue),
      confidence: typeof mapped.confidence === 'number' ? mapped.confidence : null,
      faults: rowFaults(project, mapped, row.labelsAs),
    };
  });
