import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are gathered before they are written. */
const pieceLength = 65_536;

/** What is too much for memory: written to a file one after the other, and read from its beginning. */
export type Spool = {
  add(bytes: Uint8Array): Promise<void>;
  /** All that was added, in its order. */
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
};

/** Opens an empty spool. Its file has no name, so that nothing is left of it where the process ends. */
export const createSpool = async (): Promise<Spool> => {
  const path = join(tmpdir(), `countersign-${randomUUID()}`);
  const file = await open(path, 'wx+');
  await unlink(path);
  let gathered: Uint8Array[] = [];
  let waiting = 0;
  let length = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(gathered);
    gathered = [];
    waiting = 0;
    for (let done = 0; done < bytes.length;)
      done += (await file.write(bytes, done, bytes.length - done, length + done)).bytesWritten;
    length += bytes.length;
  };
  return {
    async add(bytes) {
      gathered.push(bytes);
      waiting += bytes.length;
      if (waiting >= pieceLength) await flush();
    },
    async *read() {
      await flush();
      for (let at = 0; at < length;) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceLength), 0, pieceLength, at);
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
    close: () => file.close(),
  };
};
