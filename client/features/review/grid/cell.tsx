import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconArrowsMaximize, IconX } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useId, useRef } from 'react';
import type { ItemKindName } from '../../../../server/domain/words.ts';
import type { Showing } from '../../../kinds/items/item-kind.ts';
import { itemKinds } from '../../../kinds/item-kinds.tsx';
import type { JudgedReview, Past } from '../desk/desk.ts';
import { PastValue } from '../recent-bar.tsx';
import classes from './grid.module.css';

type ViewProps = {
  id: string;
  kind: ItemKindName;
  project: string;
  review: Pick<JudgedReview, 'id' | 'key' | 'payload'>;
  onShowing: (reviewId: string, showing: Showing) => void;
};

/** An item, small, with nothing in it to press. */
const CellView = memo(({ id, kind, project, review, onShowing }: ViewProps) => {
  const { Large, zooms } = itemKinds[kind];
  const tell = useCallback((showing: Showing) => onShowing(review.id, showing), [review.id, onShowing]);
  return (
    <div id={id} className={classes.view} data-paper={!zooms || undefined} inert>
      <Large project={project} payload={review.payload} itemKey={review.key} onShowing={tell} small />
    </div>
  );
});

/** What lies in a place whose item is decided. */
export const DecidedCell = ({ past }: { past: Past | undefined }) => (
  <li className={classes.cell} data-decided>
    {past ? (
      <>
        <span className={classes.key}>{past.review.key}</span>
        <PastValue past={past} />
      </>
    ) : (
      <span className={classes.key}>
        <Trans>No longer yours</Trans>
      </span>
    )}
  </li>
);

type PressProps = {
  /** The sender's id of the item. */
  name: string;
  reviewId: string;
  /** The id of the element that shows it. */
  shownBy: string;
  isFocused: boolean;
  /** Whether the keyboard goes there with it. */
  takesFocus: boolean;
  isMarked: boolean;
  /** What is said of a marked cell: that it is not as suggested, or that the next class goes to it. */
  mark: string;
  onToggle: (reviewId: string) => void;
  onTakeOut: (reviewId: string) => void;
};

/** Over an item of the grid: pressed it is marked; a corner of it opens it by itself. */
const Press = ({ name, reviewId, shownBy, isFocused, takesFocus, isMarked, mark, ...on }: PressProps) => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocused && takesFocus) button.current?.focus({ preventScroll: true });
  }, [isFocused, takesFocus]);
  const tabIndex = isFocused ? 0 : -1;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes.press}
        tabIndex={tabIndex}
        data-cell
        aria-pressed={isMarked}
        aria-label={isMarked ? `${name}, ${mark}` : name}
        aria-describedby={shownBy}
        onClick={() => on.onToggle(reviewId)}
      />
      {isMarked && (
        <span className={classes.mark} aria-hidden>
          <IconX size={14} /> {mark}
        </span>
      )}
      <ActionIcon
        className={classes.open}
        variant="default"
        size={28}
        tabIndex={tabIndex}
        aria-label={t`Judge ${name} by itself`}
        title={t`Judge ${name} by itself`}
        onClick={() => on.onTakeOut(reviewId)}
      >
        <IconArrowsMaximize size={16} />
      </ActionIcon>
    </>
  );
};

type Props = Omit<ViewProps, 'id'> &
  Omit<PressProps, 'name' | 'reviewId' | 'shownBy'> & {
    /** Made ready for the next grid, and seen by nobody. */
    isBehind: boolean;
    isShown: boolean;
  };

/** One item of this grid or of the next, which keeps what it has loaded as it comes forward. */
export const Cell = ({ kind, project, review, onShowing, isBehind, isShown, ...press }: Props) => {
  const id = useId();
  return (
    <li
      className={isBehind ? classes.behind : classes.cell}
      hidden={isBehind}
      data-marked={press.isMarked || undefined}
      aria-busy={!isShown || undefined}
    >
      <CellView {...{ id, kind, project, review, onShowing }} />
      {!isBehind && <Press name={review.key} reviewId={review.id} shownBy={id} {...press} />}
    </li>
  );
};
