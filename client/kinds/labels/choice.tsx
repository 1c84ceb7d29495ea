import { t } from '@lingui/core/macro';
import { keyedClasses } from '../../../server/domain/label-schema.ts';
import { ClassDifferences } from './class-differences.tsx';
import { ClassButtons } from './class-buttons.tsx';
import { ClassChip, classTitle } from './class-chip.tsx';
import type { AskProps, LabelKind, ValueProps } from './label-kind.ts';
import { NoAnswer } from './no-answer.tsx';

const Ask = ({ schema, suggestion, chosen, disabled, keys, onChoose }: AskProps<'choice'>) => (
  <ClassButtons
    schema={schema}
    isSuggested={(name) => suggestion?.value === name}
    isChosen={chosen === undefined ? undefined : (name) => chosen === name}
    scores={suggestion?.scores ?? null}
    disabled={disabled}
    keys={keys}
    onPress={onChoose}
  />
);

const Value = ({ schema, value, size = 'md' }: ValueProps<'choice'>) =>
  value === null ? <NoAnswer size={size} /> : <ClassChip list={schema.classes} value={value} size={size} />;

/** One choice of n classes: a button and a key each. */
export const choice: LabelKind<'choice'> = {
  title: t`One choice`,
  description: t`One of several classes: scratched or intact`,
  steps: 'one',
  Ask,
  Value,
  Differences: ClassDifferences,
  titleOf: ({ classes }, value) => (value === null ? t`No answer` : classTitle(classes, value)),
  keysOf: (schema) => new Map(keyedClasses(schema).map(({ key, name }) => [key, name])),
  keyTitles: (schema) => keyedClasses(schema).map(({ key, title }) => [key, title]),
};
