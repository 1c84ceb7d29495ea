import { t } from '@lingui/core/macro';
import { useRef, type KeyboardEvent } from 'react';
import type { Project } from '../../../api/queries.ts';
import type { Showing } from '../../../kinds/items/item-kind.ts';
import type { Desk, Held } from '../desk/desk.ts';
import { behindGrid, cellsOf } from '../desk/grid.ts';
import { Cell, DecidedCell } from './cell.tsx';
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
  const isMarked = (id: string) => grid.marked.includes(id) || grid.excepted.includes(id);
  const cell = ({ review }: Held, place: number | null) => (
    <Cell
      key={review.id}
      kind={project.itemKind}
      project={project.slug}
      review={review}
      isBehind={place === null}
      isFocused={grid.focus === place}
      takesFocus={takesFocus}
      isMarked={isMarked(review.id)}
      mark={mark}
      isShown={shown.get(review.id) === 'shown'}
      onShowing={onShowing}
      onToggle={actions.toggle}
      onTakeOut={actions.takeOut}
    />
  );
  const decided = (id: string) => <DecidedCell key={id} past={past.find((p) => p.review.id === id)} />;
  const cells = cellsOf(desk);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the keys of its cells
    <ol ref={list} className={classes.cells} aria-label={t`Items of the grid`} onKeyDown={onKeyDown}>
      {/* In one list, so that none is made anew as it comes forward. */}
      {[
        ...grid.cells.map((id, i) => (cells[i] ? cell(cells[i], i) : decided(id))),
        ...behindGrid(desk).map((held) => cell(held, null)),
      ]}
    </ol>
  );
};
