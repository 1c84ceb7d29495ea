import { hash } from 'node:crypto';

/** How many rows, and a hash of them all that does not depend on their order. */
export type Content = { rows: number; hash: string };

const lanes = 8;

/**
 * Adds rows up: the SHA-256 of each row's text, summed in eight lanes of 32 bits. Equal for the same rows in any order,
 * and different where one is missing, changed or there twice.
 */
export const contentHash = (): { add(text: string): void; content(): Content } => {
  const sums = new Uint32Array(lanes);
  let rows = 0;
  return {
    add: (text) => {
      const digest = hash('sha256', text, 'buffer');
      for (let lane = 0; lane < lanes; lane += 1)
        sums[lane] = (sums[lane] ?? 0) + digest.readUInt32LE(lane * 4); // wraps at 2³², as the array does
      rows += 1;
    },
    content: () => ({ rows, hash: Buffer.from(sums.buffer).toString('hex') }),
  };
};
