import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Code } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { ChoiceClass } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import classes from './choice.module.css';

export const inColor = (color: string) => ({ '--class-color': color }) as CSSProperties; // React's type knows no custom properties

type Props = { list: readonly ChoiceClass[]; value: Json; size: 'sm' | 'md' | 'lg' };

/** A class as a chip in its colour; what is none as JSON. */
export const ClassChip = ({ list, value, size }: Props) => {
  const known = list.find(({ name }) => name === value);
  if (known === undefined) return <Code>{JSON.stringify(value)}</Code>;
  return (
    <span
      className={classes.value}
      data-size={size}
      title={known.retired ? t`${known.title} (retired)` : known.title}
    >
      <span className={classes.dot} style={inColor(known.color)} aria-hidden />
      <span className={classes.valueTitle}>{known.title}</span>
      {known.retired && (
        <span className={classes.retired}>
          <Trans>retired</Trans>
        </span>
      )}
    </span>
  );
};

/** The colour of a class; grey for what is none. */
export const colorOf = (list: readonly ChoiceClass[], value: Json): string =>
  list.find(({ name }) => name === value)?.color ?? '#868e96';

/** What a class is called; what is none as JSON. */
export const classTitle = (list: readonly ChoiceClass[], value: Json): string =>
  list.find(({ name }) => name === value)?.title ?? JSON.stringify(value);
