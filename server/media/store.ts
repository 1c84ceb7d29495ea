import type { Readable } from 'node:stream';

/** A stretch of a file's bytes, both ends included. */
export type Stretch = { start: number; end: number };

/** Where files are kept, under the SHA-256 of their bytes (hex). The same bytes are kept once. */
export type MediaStore = {
  /** Keeps the bytes durably; true where they were not there before. */
  put(hash: string, bytes: Uint8Array): Promise<boolean>;
  /** Takes the bytes away, where they are. */
  remove(hash: string): Promise<void>;
  /** A stream of the bytes, or of a stretch of them, and its length; null where there are none under this name. */
  open(hash: string, stretch?: Stretch): Promise<{ stream: Readable; size: number } | null>;
};

/** Where a file lies below a store's root: `ab/cd/<hash>` in every kind of store, so that one can be copied to another. */
export const placeOf = (hash: string): string => `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
