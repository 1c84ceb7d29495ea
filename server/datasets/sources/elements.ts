import { told, type Told } from '../../domain/told.ts';
import type { Line } from './lines.ts';

const [space, quote, comma, backslash] = [0x20, 0x22, 0x2c, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** An element of a JSON list, as text (null: it was longer than the limit), or why nothing more can be read. */
export type Element = { text: Line } | { fault: Told };

/**
 * The elements of a JSON list as it arrives, in groups of what each chunk of bytes completes. They are told apart by their
 * brackets and quotes alone, so that one that is no JSON, or longer than the limit, harms only itself, and none is in
 * memory beside those of a group.
 */
export async function* elements(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Element[]> {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let isOver = false;
  let count = 0;
  let rest: Uint8Array[] = [];
  let size = 0;
  let isBlank = true;

  const keep = (part: Uint8Array): void => {
    size += part.length;
    if (size > limit) rest = [];
    else if (part.length > 0) rest.push(part);
  };
  /** What was gathered; the end of a list that has nothing behind its last comma, or at all, ends no element. */
  const take = (ending: boolean): Element[] => {
    const text = size > limit ? null : Buffer.concat(rest).toString('utf8');
    const none = ending && isBlank && count === 0;
    rest = [];
    size = 0;
    isBlank = true;
    count += 1;
    return none ? [] : [{ text }];
  };

  for await (const chunk of bytes) {
    const group: Element[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] ?? space;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inText = false;
      } else if (byte > space) {
        if (depth === 0) {
          if (byteOrderMark.includes(byte) && !isOver) continue;
          if (byte !== openList || isOver) {
            yield [...group, { fault: isOver ? told`has something behind its list` : told`is no JSON list` }];
            return;
          }
          depth = 1;
          start = i + 1;
        } else if (depth === 1 && (byte === comma || byte === closeList)) {
          keep(chunk.subarray(start, i));
          group.push(...take(byte === closeList));
          start = i + 1;
          if (byte === closeList) [depth, isOver] = [0, true];
        } else {
          isBlank = false;
          if (byte === quote) inText = true;
          else if (byte === openList || byte === openObject) depth += 1;
          else if (byte === closeList || byte === closeObject) depth -= 1;
        }
      }
    }
    if (depth > 0) keep(chunk.subarray(start));
    if (group.length > 0) yield group;
  }
  if (!isOver) yield [{ fault: depth === 0 ? told`is no JSON list` : told`is a list that does not end` }];
}
