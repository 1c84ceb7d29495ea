import type { SourceFile } from './source-format.ts';

/** The bytes of a file, and the share of it that has been read of them. */
export const countedBytes = ({ bytes, size }: SourceFile) => {
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes()) {
      read += chunk.length;
      yield chunk;
    }
  }
  return { bytes: counted(), share: () => (size === 0 ? 1 : Math.min(1, read / size)) };
};
