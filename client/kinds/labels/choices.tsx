import { t } from '@lingui/core/macro';
import { keyedClasses, type SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { asText } from '../../../server/domain/as-text.ts';
import { ClassDifferences } from './class-differences.tsx';
import { ClassButtons } from './class-buttons.tsx';
import { ClassChip, classTitle } from './class-chip.tsx';
import type { AskProps, LabelKind, ValueProps } from './label-kind.ts';
import { NoAnswer } from './no-answer.tsx';
import classes from './several.module.css';

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** The list with a class put in, or taken out, in the order of the schema: the same choice is then the same list. */
const toggled = ({ classes: all }: SchemaOf<'choices'>, draft: Json | undefined, name: string): Json => {
  const before = listOf(draft);
  const after = before.includes(name) ? before.filter((one) => one !== name) : [...before, name];
  return all.map((c) => c.name).filter((one) => after.includes(one));
};

const Ask = ({ schema, suggestion, draft, disabled, keys, onDraft }: AskProps<'choices'>) => (
  <ClassButtons
    schema={schema}
    isSuggested={(name) => listOf(suggestion?.value).includes(name)}
    isChosen={(name) => listOf(draft).includes(name)}
    scores={suggestion?.scores ?? null}
    disabled={disabled}
    keys={keys}
    onPress={(name) => onDraft(toggled(schema, draft, name))}
  />
);

const none = t`None of them`;

const Value = ({ schema, value, size = 'md' }: ValueProps<'choices'>) => {
  if (value === null) return <NoAnswer size={size} />;
  if (listOf(value).length === 0) return <NoAnswer size={size}>{none}</NoAnswer>;
  return (
    <span className={classes.chips}>
      {listOf(value).map((one) => (
        <ClassChip key={asText(one)} list={schema.classes} value={one} size={size} />
      ))}
    </span>
  );
};

/** Several of n classes: a button and a key each, which put it in or take it out. */
export const choices: LabelKind<'choices'> = {
  title: t`Several choices`,
  description: t`Any number of classes: all defects in sight`,
  steps: 'several',
  Ask,
  Value,
  Differences: ClassDifferences,
  titleOf: (schema, value) =>
    value === null
      ? t`No answer`
      : listOf(value)
          .map((one) => classTitle(schema.classes, one))
          .join(', ') || none,
  keysOf: (schema, draft) =>
    new Map(keyedClasses(schema).map(({ key, name }) => [key, toggled(schema, draft, name)])),
  keyTitles: (schema) => keyedClasses(schema).map(({ key, title }) => [key, title]),
};
