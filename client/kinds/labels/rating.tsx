import { t } from '@lingui/core/macro';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { asText } from '../../../server/domain/as-text.ts';
import type { AskProps, LabelKind } from './label-kind.ts';
import { NumberDifferences } from './number-differences.tsx';
import { PlainValue } from './plain-value.tsx';
import classes from './several.module.css';

type Schema = SchemaOf<'rating'>;

const pointsOf = ({ points }: Schema): number[] => Array.from({ length: points }, (_, i) => i + 1);

/** The digit that gives so many points; ten has none but 0. */
const keyOf = (point: number): string => String(point % 10);

const endOf = ({ points, low, high }: Schema, point: number): string => {
  const end = point === 1 ? low : point === points ? high : '';
  return end === '' ? '' : ` (${end})`;
};

const titleOf = (schema: Schema, value: Json): string =>
  value === null ? t`No answer` : t`${asText(value)} of ${schema.points}`;

const Ask = ({ schema, suggestion, chosen, disabled, keys, onChoose }: AskProps<'rating'>) => (
  <div role="group" aria-label={t`Answers`}>
    <div className={classes.points}>
      {pointsOf(schema).map((point) => (
        <button
          key={point}
          type="button"
          className={classes.point}
          data-suggested={suggestion?.value === point || undefined}
          aria-pressed={chosen === undefined ? undefined : chosen === point}
          aria-keyshortcuts={keys ? keyOf(point) : undefined}
          aria-label={`${point}${endOf(schema, point)}${suggestion?.value === point ? t`, suggested` : ''}`}
          disabled={disabled}
          onClick={() => onChoose(point)}
        >
          {point}
        </button>
      ))}
    </div>
    <div className={classes.ends} aria-hidden>
      <span className={classes.hint}>{schema.low}</span>
      <span className={classes.hint}>{schema.high}</span>
    </div>
  </div>
);

/** So many of n points: a button and a digit each. */
export const rating: LabelKind<'rating'> = {
  title: t`Rating`,
  description: t`So many of n points, from poor to perfect`,
  steps: 'one',
  Ask,
  Value: ({ schema, value, size }) => (
    <PlainValue text={value === null ? null : titleOf(schema, value)} size={size} />
  ),
  Differences: ({ schema, answers }) => (
    <NumberDifferences answers={answers} min={1} max={schema.points} titleOf={String} />
  ),
  titleOf,
  keysOf: (schema) => new Map(pointsOf(schema).map((point) => [keyOf(point), point])),
  keyTitles: (schema) => pointsOf(schema).map((point) => [keyOf(point), `${point}${endOf(schema, point)}`]),
};
