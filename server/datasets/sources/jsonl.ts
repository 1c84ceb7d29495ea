import { countedBytes } from './counted-bytes.ts';
import { lines } from './lines.ts';
import { parseFields } from './parse-fields.ts';
import type { SourceFormat } from './source-format.ts';

/** JSON Lines: an object a line, its fields the columns. */
export const jsonl: SourceFormat = {
  title: 'JSON Lines',
  async *records(file, { limit }) {
    const { bytes, share } = countedBytes(file);
    let line = 0;
    for await (const group of lines(bytes, limit))
      for (const text of group) {
        line += 1;
        const whole = line === 1 ? (text?.replace(/^\uFEFF/, '') ?? null) : text;
        if (whole?.trim() !== '') yield { line, share: share(), ...parseFields(whole, limit) };
      }
  },
};
