import { t } from '@lingui/core/macro';
import { NumberInput } from '@mantine/core';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { asText } from '../../../server/domain/as-text.ts';
import type { AskProps, LabelKind } from './label-kind.ts';
import { NumberDifferences } from './number-differences.tsx';
import { PlainValue } from './plain-value.tsx';
import { useFocus } from './use-focus.ts';
import { plainText } from '../../ui/decimal-text.ts';

type Schema = SchemaOf<'number'>;

const withUnit = ({ unit }: Schema, value: Json): string =>
  `${typeof value === 'number' ? plainText(value) : asText(value)}${unit === '' ? '' : ` ${unit}`}`;

const boundsWords = (min: number | null, max: number | null): string => {
  const [least, most] = [plainText(min ?? 0), plainText(max ?? 0)];
  if (min !== null && max !== null) return t`from ${least} to ${most}`;
  if (min !== null) return t`from ${least}`;
  return max === null ? '' : t`to ${most}`;
};

const rangeWords = ({ min, max, step }: Schema): string | undefined => {
  const words = [boundsWords(min, max), step === null ? '' : t`in steps of ${plainText(step)}`];
  return words.filter((one) => one !== '').join(' ') || undefined;
};

const Ask = ({ schema, suggestion, draft, disabled, focus, onDraft }: AskProps<'number'>) => {
  const field = useFocus<HTMLInputElement>(focus, disabled);
  return (
    <NumberInput
      {...field}
      aria-label={t`Number`}
      description={rangeWords(schema)}
      placeholder={suggestion ? t`Suggested: ${withUnit(schema, suggestion.value)}` : undefined}
      suffix={schema.unit === '' ? undefined : ` ${schema.unit}`}
      size="md"
      // What is out of range is told, and not changed behind one's back.
      clampBehavior="none"
      step={schema.step ?? 1}
      value={typeof draft === 'number' ? draft : ''}
      disabled={disabled}
      data-answer-line
      onChange={(value) => onDraft(typeof value === 'number' ? value : undefined)}
    />
  );
};

/** A number, written with its unit. */
export const number: LabelKind<'number'> = {
  title: t`Number`,
  description: t`A length, a count, a temperature`,
  steps: 'several',
  Ask,
  Value: ({ schema, value, size }) => (
    <PlainValue text={value === null ? null : withUnit(schema, value)} size={size} />
  ),
  Differences: ({ schema, answers }) => (
    <NumberDifferences
      answers={answers}
      min={schema.min}
      max={schema.max}
      titleOf={(value) => withUnit(schema, value)}
    />
  ),
  titleOf: (schema, value) => (value === null ? t`No answer` : withUnit(schema, value)),
  keysOf: () => new Map(),
  keyTitles: () => [],
};
