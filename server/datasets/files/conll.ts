import type { DatasetRow } from '../../domain/datasets/row.ts';
import { intervalsOf } from '../../domain/intervals.ts';
import { told } from '../../domain/told.ts';
import type { DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOfRows } from './file-bytes.ts';
import { textOf, tokensOf, tokensWithin } from './item-text.ts';
import { labelledAlone, labelledRows, splitsIn } from './rows.ts';

/** The text of an item as a token a line, with its tag, and an empty line behind; nothing where it has no tokens. */
const sentenceOf = async (source: DatasetSource, row: DatasetRow): Promise<string> => {
  const spans = intervalsOf(row.value);
  const tokens = tokensOf((await textOf(source, row)) ?? '', spans);
  const tags = tokens.map(() => 'O');
  for (const span of spans) {
    const [first, last] = tokensWithin(tokens, span) ?? [0, -1];
    for (let i = first; i <= last; i += 1) tags[i] = `${i === first ? 'B' : 'I'}-${span.class}`;
  }
  const lines = tokens.map(({ text }, i) => `${text} ${tags[i]}\n`);
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
};

/** CoNLL’s two columns, a token and its tag by IOB2. */
export const conll: DatasetFormat = {
  title: 'CoNLL (IOB2)',
  purpose: 'Tokens and tags of spans, for taggers of names and other sequences',
  bare: null,
  misfit: (itemKind, schema) => {
    if (itemKind !== 'text' || schema.kind !== 'spans') return told`takes texts with marked spans alone`;
    return schema.overlaps ? told`cannot tell spans that overlap` : null;
  },
  async *files(source) {
    for (const split of splitsIn(source.manifest))
      yield {
        path: `${split}.conll`,
        bytes: bytesOfRows(labelledRows(source, split), (row) => sentenceOf(source, row)),
      };
  },
  notes: () => [
    'A token and its tag (IOB2) a line, a blank between them, an empty line behind each item, items by key. Tokens are runs of',
    'letters, digits and underscores, or single other signs; one is cut where a span begins or ends within it, so that tags say',
    `just what was marked. ${labelledAlone}`,
  ],
};
