import { NumberInput } from '@mantine/core';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { asText } from '../../../server/domain/as-text.ts';
import type { AskProps, LabelKind } from './label-kind.ts';
import { NumberDifferences } from './number-differences.tsx';
import { PlainValue } from './plain-value.tsx';
import { useFocus } from './use-focus.ts';

type Schema = SchemaOf<'number'>;

const withUnit = ({ unit }: Schema, value: Json): string =>
  `${asText(value)}${unit === '' ? '' : ` ${unit}`}`;

const rangeWords = ({ min, max, step }: Schema): string | undefined => {
  const words = [
    min === null ? null : `from ${min}`,
    max === null ? null : `to ${max}`,
    step === null ? null : `in steps of ${step}`,
  ].filter((one) => one !== null);
  return words.join(' ') || undefined;
};

const Ask = ({ schema, suggestion, draft, disabled, focus, onDraft }: AskProps<'number'>) => {
  const field = useFocus<HTMLInputElement>(focus, disabled);
  return (
    <NumberInput
      {...field}
      aria-label="Number"
      description={rangeWords(schema)}
      placeholder={suggestion ? `Suggested: ${withUnit(schema, suggestion.value)}` : undefined}
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
  title: 'Number',
  description: 'A length, a count, a temperature',
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
  titleOf: (schema, value) => (value === null ? 'No answer' : withUnit(schema, value)),
  keysOf: () => new Map(),
  keyTitles: () => [],
};
