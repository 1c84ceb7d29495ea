import { t } from '@lingui/core/macro';
import { asText } from '../../../server/domain/as-text.ts';
import type { Json } from '../../../server/domain/words.ts';
import { TextDifferences } from './text-differences.tsx';
import { beginningOf, PlainValue } from './plain-value.tsx';

type Props = { value: Json; size?: 'sm' | 'md' | 'lg' | undefined };

const Value = ({ value, size }: Props) => (
  <PlainValue text={value === null ? null : asText(value)} size={size} />
);

/** What the kinds of label that are written have in common: how they are shown and named; no key gives an answer. */
export const written = {
  steps: 'several' as const,
  Value,
  Differences: TextDifferences,
  titleOf: (_: unknown, value: Json): string => (value === null ? t`No answer` : beginningOf(asText(value))),
  keysOf: () => new Map<string, Json>(),
  keyTitles: () => [],
};
