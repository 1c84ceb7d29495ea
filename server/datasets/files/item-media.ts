import { hash } from 'node:crypto';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import { fieldsOf } from '../../domain/form.ts';
import { sizeIn, type Size } from '../../domain/shapes.ts';
import type { ItemKindName, Json } from '../../domain/words.ts';
import { itemKinds } from '../../kinds/registry.ts';
import type { DatasetFile, DatasetSource } from './dataset-format.ts';

/** What file names end with, by the type of a file. */
const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'text/plain': 'txt',
};

/** Names that any file system takes as they are, whatever it makes of case, and that no other key is turned into. */
const isPlain = (key: string): boolean =>
  /^[a-z0-9_-]{1,80}$/.test(key) &&
  !/-[0-9a-f]{16}$/.test(key) &&
  !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(key);

/** A name for an item's files that is safe in any file system and no other item's: its key, or what is left of it and a hash. */
export const stemOf = (key: string): string => {
  if (isPlain(key)) return key;
  const left = key.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 60);
  return `${left === '' ? 'item' : left}-${hash('sha256', key, 'hex').slice(0, 16)}`;
};

/** A file that an item refers to: one that is stored, with a name of its own, or one on the web. */
export type ItemMedia = { name: string; hash: string } | { url: string };

const read = (reference: Json | undefined, stem: string): ItemMedia[] => {
  const { media, type, url } = fieldsOf(reference) ?? {};
  if (typeof media === 'string')
    return [{ name: `${stem}.${extensions[typeof type === 'string' ? type : ''] ?? 'bin'}`, hash: media }];
  return typeof url === 'string' ? [{ url }] : [];
};

/** The files that an item refers to, in order. */
export const mediaOf = (itemKind: ItemKindName, { key, payload }: DatasetRow): ItemMedia[] => {
  const fields = fieldsOf(payload);
  if (fields === null) return [];
  const stem = stemOf(key);
  // References stand in a stored payload as they do in one that was parsed, with more fields.
  const references = itemKinds[itemKind].mediaOf(fields) as unknown as readonly (Json | undefined)[];
  // A dot stands in no stem: the second of "a" is not the first of another.
  return references.flatMap((one, i) => read(one, references.length > 1 ? `${stem}.${i + 1}` : stem));
};

/** The stored files of rows, one after the other, below a folder; `missed` is told the names of those that are not kept any more. */
export const mediaFiles = async function* (
  source: DatasetSource,
  rows: AsyncIterable<DatasetRow>,
  folder: string,
  missed: (name: string) => void = () => {},
): AsyncGenerator<DatasetFile> {
  for await (const row of rows)
    for (const file of mediaOf(source.manifest.project.itemKind, row)) {
      if (!('hash' in file)) continue;
      const stored = await source.media(file.hash);
      if (stored === null) missed(file.name);
      else yield { path: `${folder}/${file.name}`, bytes: stored.bytes };
    }
};

/** The size of an item's image, as its sender says it or as it was measured; null: it is not known. */
export const sizeOf = ({ payload, inputs }: DatasetRow): Size | null => {
  const measured = fieldsOf(inputs) ?? {};
  return (
    sizeIn(payload) ??
    sizeIn({ width: measured['image.width'] ?? null, height: measured['image.height'] ?? null })
  );
};
