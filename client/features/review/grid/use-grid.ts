import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Json } from '../../../../server/domain/words.ts';
import { checkLabel } from '../../../../server/kinds/registry.ts';
import type { Showing } from '../../../kinds/items/item-kind.ts';
import { labelKindOf } from '../../../kinds/label-kinds.tsx';
import type { Desk, Held } from '../desk/desk.ts';
import { suggestionOf } from '../desk/draft.ts';
import { aimedAt, asSuggested, cellsOf } from '../desk/grid.ts';
import type { DeskSession } from '../desk/session.ts';

/** All that an inspector can do in a grid. */
export type GridActions = {
  /** Answers for the marked cells, or the one in focus. */
  answer: (value: Json) => void;
  /** Answers as suggested for all cells that were not marked. */
  accept: () => void;
  toggle: (reviewId: string) => void;
  toggleAll: () => void;
  /** Moves the focus by so many places. */
  move: (by: number) => void;
  /** Takes the cell in focus, or another, out to be judged by itself. */
  takeOut: (reviewId?: string) => void;
  undo: () => void;
  look: (decisionId: string) => void;
  read: (noticeId: string) => void;
  /** What a screen reader is told last. */
  said: string;
};

/** How many cells are yet to be decided, in words. */
const leftWords = (desk: Desk): string => {
  const n = cellsOf(desk).filter((cell) => cell !== null).length;
  return plural(n, { one: '# item in the grid.', other: '# items in the grid.' });
};

/** All that an inspector can do in a grid, by key, click or touch; what was not `shown` is not judged. */
export const useGrid = (
  session: DeskSession,
  desk: Desk,
  shown: ReadonlyMap<string, Showing>,
  spent: () => number,
): GridActions => {
  const [words, say] = useState('');
  const { dispatch, get } = session.store;

  const decide = (cells: Held[], value: Json, isSuggested: boolean) => {
    const seen = cells.filter(({ review }) => shown.get(review.id) === 'shown');
    const [first] = seen;
    if (!first) return;
    dispatch({
      type: 'cells_decided',
      decisions: seen.map(({ review }) => ({ id: newId(), reviewId: review.id })),
      value,
      asSuggested: isSuggested,
      timeSpentMs: spent(),
    });
    session.wake();
    const { schema } = first.review;
    const title = labelKindOf(schema).titleOf(schema, value);
    say(plural(seen.length, { one: `Decided ${title} for # item.`, other: `Decided ${title} for # items.` }));
  };

  const focused = (): string | undefined => {
    const { grid } = get();
    return grid?.cells[grid.focus];
  };

  return {
    answer: (value) => decide(aimedAt(get()), value, false),
    accept: () => {
      const cells = asSuggested(get());
      const suggestion = cells[0] && suggestionOf(cells[0].review);
      if (!cells[0] || !suggestion) return;
      if (checkLabel(cells[0].review.schema, suggestion.value, 'decision') === null)
        decide(cells, suggestion.value, true);
    },
    toggle: (reviewId) => {
      dispatch({ type: 'cell_focused', reviewId });
      dispatch({ type: 'cell_marked', reviewId });
    },
    toggleAll: () => dispatch({ type: 'all_marked' }),
    move: (by) => dispatch({ type: 'focus_moved', by }),
    takeOut: (reviewId = focused()) => {
      if (reviewId !== undefined) dispatch({ type: 'taken_out', reviewId });
    },
    undo: () => {
      if (get().past.length === 0) say(t`There is nothing to undo.`);
      dispatch({ type: 'looked_back' });
    },
    look: (decisionId) => dispatch({ type: 'looked_at', decisionId }),
    read: (id) => dispatch({ type: 'notice_read', id }),
    said: `${words} ${leftWords(desk)}`,
  };
};
