import type { LabelSchema } from '../../domain/label-schema.ts';
import type { Told } from '../../domain/told.ts';
import type { Json } from '../../domain/words.ts';

/** A file that was brought. */
export type SourceFile = {
  size: number;
  /** All of its bytes, in order; may be asked for again and again. */
  bytes: () => AsyncIterable<Uint8Array>;
  /** The bytes from one position up to another. */
  stretch: (start: number, end: number) => Promise<Uint8Array>;
};

/** What the reading of a file hangs on, beside the file. */
export type Reading = {
  schema: LabelSchema;
  /** Bytes of the longest record that is read; what is longer is passed over. */
  limit: number;
};

/** What a record says. */
export type RecordFields = {
  fields: Readonly<Record<string, Json>>;
  /** When its label was given, where that stands in no column. */
  annotatedAt?: Json;
  /** Why columns do not hold what the file does, by their names; null: they do. */
  unread?: Readonly<Record<string, Told | null>>;
};

/** A record of a file: its fields by the names of its columns, or why it has none. */
export type SourceRecord = {
  /** Where it stands, from 1: its line or, in files without lines, which it is. */
  line: number;
  /** The share of the file that is read with it. */
  share: number;
} & (RecordFields | { fault: Told });

/** A form in which files of items and labels are brought. Memory stays bounded whatever the length of a file. */
export type SourceFormat = {
  title: string;
  /** The records in order, the same at each reading. A file that cannot be read on ends with a record that says why. */
  records(file: SourceFile, reading: Reading): AsyncIterable<SourceRecord>;
};
