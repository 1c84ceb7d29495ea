import type { DatasetRow } from '../../domain/datasets/row.ts';
import { codePointsOf } from '../../domain/code-points.ts';
import { intervalsOf } from '../../domain/intervals.ts';
import { told } from '../../domain/told.ts';
import type { DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';
import { textOf, tokensOf, tokensWithin } from './item-text.ts';
import { labelledAlone, labelledRows } from './rows.ts';

const lineOf = async (source: DatasetSource, row: DatasetRow): Promise<string> => {
  const text = (await textOf(source, row)) ?? '';
  const points = codePointsOf(text);
  const marked = intervalsOf(row.value);
  const tokens = tokensOf(text, marked);
  const spans = marked.map(({ class: label, start, end }) => {
    // Blanks alone hold no token.
    const [first, last] = tokensWithin(tokens, { start, end }) ?? [null, null];
    return {
      start,
      end,
      label,
      text: text.slice(points.toUnits(start), points.toUnits(end)),
      token_start: first,
      token_end: last,
    };
  });
  const { key, split, source: from, weight, review_probability } = row;
  return `${canonical({
    key,
    split,
    text,
    spans,
    tokens: tokens.map((token, id) => ({ ...token, id })),
    source: from,
    weight,
    review_probability,
  })}\n`;
};

/** Texts with their spans as JSON Lines, by characters and by tokens. */
export const spanJsonl: DatasetFormat = {
  title: 'Spans as JSON Lines',
  purpose: 'Texts with spans by characters and by tokens, as spaCy, Prodigy and Hugging Face tools take them',
  bare: 'application/x-ndjson; charset=utf-8',
  misfit: (itemKind, schema) =>
    itemKind === 'text' && schema.kind === 'spans' ? null : told`takes texts with marked spans alone`,
  async *files(source) {
    yield {
      path: 'spans.jsonl',
      bytes: bytesOfRows(labelledRows(source), (row) => lineOf(source, row)),
    };
  },
  notes: () => [
    'An object a line. `start` and `end` count Unicode code points, as Python does (`text[start:end]`), and `end` is the first',
    'behind the span. `token_start` and `token_end` are the first and the last token of the span, both within it; null where a',
    'span holds blanks alone. Tokens are runs of letters, digits and underscores, or single other signs, and are cut where a',
    `span begins or ends within one. ${labelledAlone}`,
  ],
};
