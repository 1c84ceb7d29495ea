import { t } from '@lingui/core/macro';
import type { DriftStanding } from '../../../server/domain/drift/state.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { classNamed, hasClasses } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import type { SubjectState } from '../../../server/features/drift/contract.ts';
import { locale } from '../../ui/locale.ts';
import { percentText } from '../../ui/proportion.tsx';
import { decimalText } from '../../ui/decimal-text.ts';
import { quoted } from '../../ui/quoted.ts';

type Grown = NonNullable<NonNullable<SubjectState['latest']>['result']['grown']>;

/** What may drift, as a sentence begins with it. */
export const subjectTitle = (subject: string): string => {
  if (subject === 'classes') return t`What the model answers`;
  return subject === 'confidence' ? t`Confidence` : t`Input “${subject.slice('input:'.length)}”`;
};

export const standingWords: Record<DriftStanding, { title: string; color: string }> = {
  not_enough: { title: t`Not enough yet`, color: 'gray' },
  stable: { title: t`Stable`, color: 'teal' },
  moved: { title: t`Moved`, color: 'yellow' },
  drifting: { title: t`Drifting`, color: 'red' },
};

const roundLengths: Record<number, string> = { 1: t`a minute`, 60: t`an hour`, 1440: t`a day` };

/** How long windows are at least. */
export const windowText = (minutes: number): string => roundLengths[minutes] ?? t`${minutes} minutes`;

/** A p-value. */
export const pText = (p: number): string => (p < 0.001 ? `< ${decimalText(0.001, 3)}` : decimalText(p, 3));

const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });

/** What an item has in a subject, where that is no class. */
export const valueText = (subject: string, value: Json): string => {
  if (value === null) return subject === 'classes' ? t`no answer` : t`missing`;
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  return subject === 'confidence' ? percentText(value, 0) : numbers.format(value);
};

const rangeText = (low: number | null, high: number | null, isShare: boolean): string => {
  const text = (x: number): string => (isShare ? percentText(x, 0) : numbers.format(x));
  if (low === null) return t`values up to ${text(high ?? 0)}`;
  return high === null ? t`values above ${text(low)}` : t`values from ${text(low)} to ${text(high)}`;
};

/** A class by its title; where answers are no classes, that there was one. */
const classText = (schema: LabelSchema, category: string): string =>
  hasClasses(schema) ? (classNamed(schema, category)?.title ?? category) : t`an answer`;

/** What grew, in the middle of a sentence. */
const groupText = ({ group }: Grown, subject: string, schema: LabelSchema): string => {
  if (group.kind === 'range') return rangeText(group.low, group.high, subject === 'confidence');
  if (group.kind === 'category')
    return quoted(subject === 'classes' ? classText(schema, group.category) : group.category);
  if (group.kind === 'other') return t`what the reference did not have`;
  return group.bin === 'missing'
    ? subject === 'classes'
      ? t`no answer`
      : t`missing values`
    : t`unseen categories`;
};

/** What grew and how far: "values up to 0.2 grew from 5 % to 31 %"; null: nothing is known of it. */
export const grownText = ({ subject, latest }: SubjectState, schema: LabelSchema): string | null => {
  const grown = latest?.result.grown;
  if (!grown) return null;
  return t`${groupText(grown, subject, schema)} grew from ${percentText(grown.before, 0)} to ${percentText(grown.now, 0)}`;
};

const shapeWords = { sudden: t`all at once`, gradual: t`little by little` } as const;

/** How what moved looks, as a sentence. */
export const driftSentence = (state: SubjectState, schema: LabelSchema): string => {
  const verb = state.standing === 'drifting' ? t`has drifted` : t`moved in the latest window`;
  const shape = state.shape === null ? '' : `, ${shapeWords[state.shape]}`;
  const grown = grownText(state, schema);
  return `${subjectTitle(state.subject)} ${verb}${shape}${grown === null ? '' : `: ${grown}`}.`;
};

/**
 * What all of it together looks like: the inputs, the answers, or both. Null: nothing drifts.
 */
export const kindOfDrift = (states: readonly SubjectState[]): string | null => {
  const drifting = states.filter(({ standing }) => standing === 'drifting').map(({ subject }) => subject);
  if (drifting.length === 0) return null;
  const inputs = drifting.some((subject) => subject.startsWith('input:'));
  const answers = drifting.some((subject) => !subject.startsWith('input:'));
  if (inputs && answers) return t`What comes in has changed, and what the model says of it with it.`;
  if (inputs) return t`What comes in has changed; what the model says of it has not.`;
  return states.some(({ subject }) => subject.startsWith('input:'))
    ? t`What the model says has changed, though no declared input has: something that is not measured may have, or the model.`
    : t`What the model says has changed. No input is declared that could say why.`;
};
