import type { SourceFormatName } from '../../../server/domain/imports/words.ts';
import { sourceFormats } from '../../../server/datasets/sources/registry.ts';
import type { SourceFile, SourceRecord } from '../../../server/datasets/sources/source-format.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';

/** A file of these bytes, which come in pieces of so many. */
export const fileOf = (content: string | Uint8Array, piece = 7): SourceFile => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    stretch: async (start, end) => bytes.subarray(start, end),
  };
};

const classes = ['cat', 'dog'].map((name) => ({
  name,
  title: name,
  color: '#000000',
  key: null,
  retired: false,
}));

/** What asks for one of two classes. */
export const choice: LabelSchema = { kind: 'choice', classes };

/** All records of a file. */
export const readAll = async (
  format: SourceFormatName,
  content: string | Uint8Array | SourceFile,
  schema: LabelSchema = choice,
  limit = 10_000,
): Promise<SourceRecord[]> => {
  const file = typeof content === 'object' && 'bytes' in content ? content : fileOf(content);
  const records: SourceRecord[] = [];
  for await (const record of sourceFormats[format].records(file, { schema, limit })) records.push(record);
  return records;
};

/** The fields of the records of a file, or the message of what keeps one out, without where they stand. */
export const fieldsIn = async (...given: Parameters<typeof readAll>): Promise<unknown[]> =>
  (await readAll(...given)).map((record) => ('fields' in record ? record.fields : record.fault.message));
