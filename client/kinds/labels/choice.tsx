import { Code, Kbd } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { activeClasses, classNamed } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import classes from './choice.module.css';
import type { AskProps, LabelKind, ValueProps } from './label-kind.ts';

/** A share as whole percent; near the ends "<1 %" and ">99 %", as only certainty is 100 %. */
export const percentText = (share: number): string => {
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
};

const inColor = (color: string) => ({ '--class-color': color }) as CSSProperties; // React's type knows no custom properties

const Ask = ({ schema, suggestion, chosen, disabled, keys, onChoose }: AskProps<'choice'>) => {
  const offered = activeClasses(schema);
  return (
    <div
      className={classes.grid}
      role="group"
      aria-label="Answers"
      data-many={offered.length > 6 || undefined}
    >
      {offered.map((c) => {
        const suggested = suggestion?.value === c.name;
        const score = suggestion?.scores?.[c.name];
        return (
          <button
            key={c.name}
            type="button"
            className={classes.answer}
            style={inColor(c.color)}
            data-suggested={suggested || undefined}
            aria-pressed={chosen === undefined ? undefined : chosen === c.name}
            aria-keyshortcuts={keys && c.key !== null ? c.key : undefined}
            title={c.title}
            disabled={disabled}
            onClick={() => onChoose(c.name)}
          >
            {keys && c.key !== null && (
              <span className={classes.key} aria-hidden>
                <Kbd size="sm">{c.key.toUpperCase()}</Kbd>
              </span>
            )}
            <span className={classes.title}>{c.title}</span>
            {suggested && <span className="visually-hidden">, suggested</span>}
            {chosen === c.name && <IconCheck size={18} className={classes.chosen} aria-hidden />}
            {score !== undefined && (
              <>
                <span className="visually-hidden">, score </span>
                <span className={classes.score}>{percentText(score)}</span>
                <span
                  className={classes.bar}
                  style={{ inlineSize: `${Math.min(1, Math.max(0, score)) * 100}%` }}
                />
              </>
            )}
          </button>
        );
      })}
    </div>
  );
};

const titleOf = (schema: AskProps<'choice'>['schema'], value: Json): string =>
  value === null ? 'No answer' : (classNamed(schema, value)?.title ?? JSON.stringify(value));

const Value = ({ schema, value, size = 'md' }: ValueProps<'choice'>) => {
  const known = classNamed(schema, value);
  if (value === null)
    return (
      <span className={classes.none} data-size={size}>
        No answer
      </span>
    );
  if (known === undefined) return <Code>{JSON.stringify(value)}</Code>;
  return (
    <span
      className={classes.value}
      data-size={size}
      title={known.retired ? `${known.title} (retired)` : known.title}
    >
      <span className={classes.dot} style={inColor(known.color)} aria-hidden />
      <span className={classes.valueTitle}>{known.title}</span>
      {known.retired && <span className={classes.retired}>retired</span>}
    </span>
  );
};

/** One choice of n classes: a button and a key each. */
export const choice: LabelKind<'choice'> = {
  Ask,
  Value,
  titleOf,
  keysOf: (schema) =>
    new Map(activeClasses(schema).flatMap((c) => (c.key === null ? [] : [[c.key, c.name] as const]))),
  offers: (schema, value) => classNamed(schema, value)?.retired === false,
};
