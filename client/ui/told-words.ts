import { i18n } from '@lingui/core';
import { locale } from './locale.ts';
import { problems, type Problem } from '../../server/contract/problems.ts';
import type { Told } from '../../server/domain/told.ts';

const isKnown = ({ message, sentence = message }: Told): boolean => Object.hasOwn(i18n.messages, sentence);

const wordsOf = (value: NonNullable<Told['values']>[number]): string => {
  if (typeof value === 'object') return toldWords(value);
  return typeof value === 'number' ? value.toLocaleString(locale, { maximumFractionDigits: 20 }) : value;
};

/** What the server told, in the language of the pages; in English where there are no words for it. */
export const toldWords = (said: Told): string => {
  const { message, sentence = message, values = [] } = said;
  if (!isKnown(said)) return message;
  return i18n._(sentence, Object.fromEntries(values.map((value, i) => [String(i), wordsOf(value)])));
};

/** The name of an alarm; of a preset, as long as nobody gave it another, in the language of the pages. */
export const alarmName = ({ name, preset }: { name: string; preset: string | null }): string =>
  preset === null ? name : toldWords({ message: name });

/** What a problem is in general. */
export const problemTitle = ({ code }: Pick<Problem, 'code'>): string => toldWords(problems[code][1]);

/** What a problem says of itself, in one line: its detail, else its first field at fault, else its title. */
export const problemWords = (problem: Problem): string => {
  const { detail, sentence, values, errors: [first] = [] } = problem;
  if (detail === undefined) return problemTitle(problem);
  const said = { message: detail, sentence, values };
  if (first === undefined || isKnown(said)) return toldWords(said);
  return detail.endsWith(first.message)
    ? detail.slice(0, detail.length - first.message.length) + toldWords(first)
    : detail;
};
