import { t } from '@lingui/core/macro';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Interval } from '../../../../server/domain/intervals.ts';
import type { ChoiceClass } from '../../../../server/domain/label-schema.ts';
import { ClassChip, classTitle } from '../class-chip.tsx';
import { useItemView, useSelected } from './item-view.ts';
import classes from './marks.module.css';

type Props = {
  list: readonly ChoiceClass[];
  marks: readonly Interval[];
  disabled: boolean;
  onRemove: (mark: Interval) => void;
  /** More of a mark, below it. */
  more?: ((mark: Interval, name: string) => ReactNode) | undefined;
};

/** All that is marked, in order; each leads to its place on the item, and can be removed. */
export const MarkList = ({ list, marks, disabled, onRemove, more }: Props) => {
  const view = useItemView();
  const selected = useSelected();
  if (marks.length === 0) return null;
  return (
    <ol className={classes.list} aria-label={t`Marks`}>
      {marks.map((mark, i) => {
        const words = view?.wordsAt(mark) ?? `${mark.start}–${mark.end}`;
        const name = `${classTitle(list, mark.class)} ${words}`;
        const isSelected = selected?.start === mark.start && selected.end === mark.end;
        const onKeyDown = (event: KeyboardEvent) => {
          if (event.key !== 'Delete' && event.key !== 'Backspace') return;
          event.preventDefault();
          onRemove(mark);
        };
        return (
          // A mark that is moved stays the one it was: its place is all there is to tell it by.
          <li key={`at ${i}`} className={classes.item}>
            <div className={classes.row} data-selected={isSelected || undefined}>
              <button
                type="button"
                className={classes.mark}
                aria-current={isSelected || undefined}
                disabled={disabled}
                title={words}
                onClick={() => view?.show(mark)}
                onKeyDown={onKeyDown}
              >
                <ClassChip list={list} value={mark.class} size="sm" />{' '}
                <span className={classes.words} dir="auto">
                  {words}
                </span>
              </button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={t`Remove ${name}`}
                disabled={disabled}
                onClick={() => onRemove(mark)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
            {more?.(mark, name)}
          </li>
        );
      })}
    </ol>
  );
};
