import { t } from '@lingui/core/macro';
import { useRef, type KeyboardEvent } from 'react';
import type { Project } from '../../../api/queries.ts';
import type { Showing } from '../../../kinds/items/item-kind.ts';
import type { Desk } from '../desk/desk.ts';
import { behindGrid, cellsOf } from '../desk/grid.ts';
import { Cell, CellView, DecidedCell } from './cell.tsx';
import classes from './grid.module.css';
import type { GridActions } from './use-grid.ts';

type Props = {
  desk: Desk;
  project: Project;
  actions: GridActions;
  mark: string;
  takesFocus: boolean;
  shown: ReadonlyMap<string, Showing>;
  onShowing: (reviewId: string, showing: Showing) => void;
};

/** How many cells stand in a row, as they are laid out. */
const columnsOf = (list: HTMLElement): number => {
  const cells = [...list.querySelectorAll<HTMLElement>(':scope > li:not([hidden])')];
  return cells.filter((cell) => cell.offsetTop === cells[0]?.offsetTop).length;
};

/** Where an arrow leads: by so many places. */
const stepOf = (key: string, columns: number): number => {
  switch (key) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    default:
      return 0;
  }
};

/** The cells of a grid, each in its place; arrows lead from one to the other. What comes next is made ready behind them. */
export const Cells = ({ desk, project, actions, mark, takesFocus, shown, onShowing }: Props) => {
  const list = useRef<HTMLOListElement>(null);
  const { grid, past } = desk;
  if (grid === null) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (ctrlKey || metaKey || altKey || shiftKey || !list.current) return;
    const isOnCell = target instanceof Element && target.closest('[data-cell]') !== null;
    const step = stepOf(key, columnsOf(list.current));
    if (step !== 0) actions.move(step);
    // Else Enter would press the cell, which marks it.
    else if (key === 'Enter' && isOnCell) {
      if (!event.repeat) actions.accept();
    } else return;
    event.preventDefault();
  };
  const view = { kind: project.itemKind, project: project.slug, onShowing };
  const isMarked = (id: string) => grid.marked.includes(id) || grid.excepted.includes(id);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the keys of its cells
    <ol ref={list} className={classes.cells} aria-label={t`Items of the grid`} onKeyDown={onKeyDown}>
      {cellsOf(desk).map((held, i) => {
        const id = grid.cells[i] ?? '';
        if (held === null) return <DecidedCell key={id} past={past.find((p) => p.review.id === id)} />;
        return (
          <Cell
            key={id}
            {...view}
            review={held.review}
            isFocused={grid.focus === i}
            takesFocus={takesFocus}
            isMarked={isMarked(id)}
            mark={mark}
            isShown={shown.get(id) === 'shown'}
            onToggle={actions.toggle}
            onTakeOut={actions.takeOut}
          />
        );
      })}
      {behindGrid(desk).map(({ review }) => (
        <li key={review.id} className={classes.behind} aria-hidden hidden>
          <CellView {...view} review={review} />
        </li>
      ))}
    </ol>
  );
};
