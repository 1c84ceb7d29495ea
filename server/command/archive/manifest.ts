import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { engines } from '../../../db/engine.ts';
import { columnKinds } from '../../../db/archive/table-shapes.ts';

/** The file that makes a folder a backup: it is written last. */
export const manifestName = 'manifest.json';

// They become a part of file names and of SQL.
const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const count = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One table in a backup: its columns, how many rows, and what its file and its rows hash to. */
const table = z.object({
  name,
  columns: z.array(z.object({ name, kind: z.enum(columnKinds) })).min(1),
  rows: count,
  /** Of the rows in any order; see db/archive/content-hash.ts. */
  contentHash: sha256,
  bytes: count,
  /** Of the file as it lies there, compressed. */
  sha256,
});
export type TableEntry = z.infer<typeof table>;

/** What a backup says about itself. */
export const manifest = z.object({
  format: z.literal('countersign-backup-1'),
  version: z.string(),
  engine: z.enum(engines),
  migration: z.object({ number: z.number().int(), name: z.string() }),
  takenAt: z.iso.datetime(),
  tables: z.array(table).min(1),
  /** Null: the backup was made without media. `missing` counts what the database names and the store had not. */
  media: z.object({ files: count, bytes: count, missing: count }).nullable(),
});
export type Manifest = z.infer<typeof manifest>;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Reads what a backup says about itself; throws where the folder is not a whole backup of a known format. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const file = path.join(folder, manifestName);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new Error(`${folder} is not a whole backup: it has no ${manifestName}`);
  });
  try {
    return manifest.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} is damaged, or of a version of Countersign that this one does not know`, {
      cause: error,
    });
  }
};
