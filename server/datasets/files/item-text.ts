import type { DatasetRow } from '../../domain/datasets/row.ts';
import { codePointsOf } from '../../domain/code-points.ts';
import { fieldsOf } from '../../domain/form.ts';
import type { Interval } from '../../domain/intervals.ts';
import type { DatasetSource } from './dataset-format.ts';
import { gather } from './file-bytes.ts';
import { mediaOf } from './item-media.ts';

/** The text of an item, which may be in a file; null where it is not kept any more. */
export const textOf = async (source: DatasetSource, row: DatasetRow): Promise<string | null> => {
  const text = fieldsOf(row.payload)?.['text'];
  if (typeof text === 'string') return text;
  const [file] = mediaOf(source.manifest.project.itemKind, row);
  const stored = file && 'hash' in file ? await source.media(file.hash) : null;
  return stored && new TextDecoder().decode(await gather(stored.bytes));
};

/** A word or sign of a text, from a code point up to another. */
export type Token = { text: string; start: number; end: number };

/** Blanks, and controls that line-based readers take for ends of lines. */
const word = /[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\p{Cc}\p{Z}\s]/gu;

/** The words and signs of a text, which are cut where a span begins or ends, so that each lies wholly within a span or outside. */
export const tokensOf = (text: string, spans: readonly Pick<Interval, 'start' | 'end'>[]): Token[] => {
  const points = codePointsOf(text);
  const cuts = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  let next = 0;
  return Array.from(text.matchAll(word)).flatMap(({ 0: found, index }) => {
    const [start, end] = [points.fromUnits(index), points.fromUnits(index + found.length)];
    while ((cuts[next] ?? Infinity) <= start) next += 1;
    const bounds = [start];
    for (let cut = cuts[next]; cut !== undefined && cut < end; cut = cuts[(next += 1)]) bounds.push(cut);
    bounds.push(end);
    return bounds.slice(1).map((to, i) => {
      const from = bounds[i] ?? start;
      return { text: text.slice(points.toUnits(from), points.toUnits(to)), start: from, end: to };
    });
  });
};

/** How many of ascending tokens begin before a place. */
const countBefore = (tokens: readonly Token[], place: number): number => {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The first and the last token of a span that cuts none; null where it holds blanks alone. */
export const tokensWithin = (
  tokens: readonly Token[],
  { start, end }: Pick<Interval, 'start' | 'end'>,
): [first: number, last: number] | null => {
  const [first, last] = [countBefore(tokens, start), countBefore(tokens, end) - 1];
  return first > last ? null : [first, last];
};
