import type { ItemReader } from '../../db/queries/blind.ts';
import { labelsInForce, type LabelFilter, type SeqRange } from '../../db/queries/labels.ts';
import type { Queryable } from '../../db/database.ts';
import type { LabelSchema } from '../domain/label-schema.ts';
import { columnsOf } from './columns.ts';
import type { ExportFormatName } from './formats/names.ts';
import { exportFormats } from './formats/registry.ts';

/** A stretch of an export: who asks for which labels, in what form, and what they are labels of. It can be sent to another thread. */
export type Stretch = {
  format: ExportFormatName;
  schema: LabelSchema;
  reader: ItemReader;
  filter: LabelFilter;
  range: SeqRange;
};

/** Bytes of memory that text is written on at a time. */
const pieceSize = 1_000_000;
/** Bytes of UTF-8 that a unit of a JavaScript text may take. */
const widest = 3;

/** Memory of so many bytes or more. */
const memory = (worn: ArrayBuffer[], bytes: number): Buffer<ArrayBuffer> => {
  const used = worn.pop();
  return used && used.byteLength >= bytes
    ? Buffer.from(used)
    : Buffer.allocUnsafeSlow(Math.max(pieceSize, bytes));
};

/**
 * Reads a stretch of labels and writes them in its format: UTF-8 in pieces of whole rows, each on memory of its own. It is
 * written row by row, which takes half the time of joining them to one text first, and on worn memory where some is given:
 * fresh memory for each stretch would cost as much again in garbage collection.
 */
export const stretchText = async (
  q: Queryable,
  { format, schema, reader, filter, range }: Stretch,
  worn: ArrayBuffer[],
): Promise<Uint8Array<ArrayBuffer>[]> => {
  const row = exportFormats[format].rows(columnsOf(schema));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let piece: Buffer<ArrayBuffer> = Buffer.alloc(0);
  let length = 0;
  for (const label of await labelsInForce(q, reader, filter, range)) {
    const text = row(label);
    const most = text.length * widest;
    if (piece.length - length < most) {
      if (length > 0) pieces.push(piece.subarray(0, length));
      piece = memory(worn, most);
      length = 0;
    }
    length += piece.write(text, length);
  }
  if (length > 0) pieces.push(piece.subarray(0, length));
  return pieces;
};
