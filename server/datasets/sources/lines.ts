const newline = 0x0a;

/** A line of a text; null: it was longer than the limit, and passed over. */
export type Line = string | null;

/**
 * The lines of a text as it arrives, in groups of what each chunk of bytes completes. Memory is bounded by one line's limit:
 * the rest of a longer one is thrown away as it comes.
 */
export async function* lines(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line[]> {
  let rest: Uint8Array[] = [];
  let size = 0;
  const keep = (part: Uint8Array): void => {
    size += part.length;
    if (size > limit) rest = [];
    else if (part.length > 0) rest.push(part);
  };
  const take = (): Line => {
    const line = size > limit ? null : Buffer.concat(rest).toString('utf8');
    rest = [];
    size = 0;
    return line;
  };
  for await (const chunk of bytes) {
    const group: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      group.push(take());
      start = end + 1;
    }
    keep(chunk.subarray(start));
    if (group.length > 0) yield group;
  }
  if (size > 0) yield [take()];
}
