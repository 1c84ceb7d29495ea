import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Manifest } from '../../domain/datasets/manifest.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { Told } from '../../domain/told.ts';
import type { ItemKindName, Json } from '../../domain/words.ts';

/** A frozen dataset to be written in some format. */
export type DatasetSource = {
  manifest: Manifest;
  /** The rows by key, of one split or all; may be asked for again and again. */
  rows(split?: Split): AsyncIterable<DatasetRow>;
  /** How many rows were left out of those that were walked, as their items were erased since they were frozen. */
  leftOut(): number;
  /** The bytes of a stored file and its type; null: they are not kept here. */
  media(hash: string): Promise<{ bytes: AsyncIterable<Uint8Array>; type: string } | null>;
};

/** A file of a dataset: its path with `/`, and its bytes, which are read once, before the next file is asked for. */
export type DatasetFile = { path: string; bytes: AsyncIterable<Uint8Array> };

/** A form in which snapshots leave the house. */
export type DatasetFormat = {
  title: string;
  /** What it is for, in a line. */
  purpose: string;
  /** The content type of its only file; null: it has several. */
  bare: string | null;
  /** Why items and labels of these kinds cannot be written so; null: they can. */
  misfit(itemKind: ItemKindName, schema: LabelSchema): Told | null;
  /** Its files, in order, the card aside. Memory stays bounded whatever the number of rows. */
  files(source: DatasetSource): AsyncIterable<DatasetFile>;
  /** How its files are to be read, for the card: Markdown in lines. */
  notes(manifest: Manifest): string[];
  /** What stands before the card as YAML, for those who read it by machine. */
  front?(manifest: Manifest): Record<string, Json>;
};
