import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { intervalsOf, type Interval } from '../../../../server/domain/intervals.ts';
import type { AskProps } from '../label-kind.ts';
import { ClassButtons } from '../class-buttons.tsx';
import severalClasses from '../several.module.css';
import { placeToMark, useItemView, useSelected } from './item-view.ts';
import { MarkList } from './mark-list.tsx';
import { marksAt, withMark, withoutMark } from './marking.ts';
import classes from './marks.module.css';

type Props = Pick<
  AskProps<'spans' | 'ranges'>,
  'schema' | 'draft' | 'disabled' | 'keys' | 'focus' | 'onDraft'
> & {
  /** How a place is selected. */
  hint: string;
  more?: (mark: Interval, name: string) => ReactNode;
};

/** Beside an item of which stretches are marked: the classes, which mark what is selected, and all marks. */
export const AskMarks = ({ schema, draft, disabled, keys, focus, onDraft, hint, more }: Props) => {
  const view = useItemView();
  const selected = useSelected();
  const chosen = marksAt(draft, selected).map((mark) => mark.class);
  useEffect(() => {
    if (focus && !disabled) view?.focus();
  }, [focus, disabled, view]);
  const mark = (name: string) => {
    const at = placeToMark();
    if (at !== null) onDraft(withMark(schema, draft, at, name));
  };
  return (
    <div className={classes.ask}>
      <p className={severalClasses.hint} dir="auto">
        {selected === null || view === null ? hint : t`Selected: ${view.wordsAt(selected)}`}
      </p>
      <ClassButtons
        schema={schema}
        isSuggested={() => false}
        isChosen={chosen.length === 0 ? undefined : (name) => chosen.includes(name)}
        scores={null}
        disabled={disabled}
        keys={keys}
        dense
        onPress={mark}
      />
      <MarkList
        list={schema.classes}
        marks={intervalsOf(draft)}
        disabled={disabled}
        onRemove={(one) => {
          onDraft(withoutMark(draft, one));
          view?.focus();
        }}
        more={more}
      />
      {draft === undefined && schema.min === 0 && (
        <Button variant="default" size="xs" fullWidth disabled={disabled} onClick={() => onDraft([])}>
          <Trans>There is nothing to mark</Trans>
        </Button>
      )}
    </div>
  );
};
