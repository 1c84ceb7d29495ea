import { t } from '@lingui/core/macro';
import type { Json } from '../../../server/domain/words.ts';
import type { NamedAnswer } from '../labels/label-kind.ts';

/** Colours that white letters can be read on, and that differ by lightness and hue. */
const colors = [
  '#1864ab',
  '#a61e4d',
  '#2b8a3e',
  '#862e9c',
  '#9c4a00',
  '#0b7285',
  '#5f3dc4',
  '#c92a2a',
  '#5c940d',
] as const;
const ofModel = '#495057';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Opinions with what tells them apart. */
export const namedAnswers = (opinions: readonly { inspector: string; value: Json }[]): NamedAnswer[] =>
  opinions.map(({ inspector, value }, i) => ({
    name: inspector,
    mark: letters[i] ?? String(i + 1),
    color: colors[i % colors.length] ?? ofModel,
    value,
  }));

/** What the model says, to stand beside them; none where it says nothing or is withheld. */
export const modelsAnswer = (suggestion: { value: Json } | null): NamedAnswer[] =>
  suggestion === null || suggestion.value === null
    ? []
    : [{ name: t`The model`, mark: '★', color: ofModel, value: suggestion.value }];
