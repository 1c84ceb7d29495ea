import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes are fetched for this many ids at a time: asking for them is most of an id's cost. */
const pool = new Uint8Array(16 * 256);
let used = pool.length;
let msecs = 0;
let seq = 0;

/** A UUIDv7; those of one process are in the order in which they were made. */
export const newId = (): string => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += 16));
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1; // room to count up
  } else seq += 1;
  return v7({ random, msecs, seq });
};

/** A UUIDv7 as if it were made at this moment (epoch milliseconds). */
export const newIdAt = (at: number): string => v7({ msecs: at });
