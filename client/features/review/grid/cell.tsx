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
  id?: string;
  kind: ItemKindName;
  project: string;
  review: Pick<JudgedReview, 'id' | 'key' | 'payload'>;
  onShowing: (reviewId: string, showing: Showing) => void;
};

/** An item, small, with nothing in it to press. */
export const CellView = memo(({ id, kind, project, review, onShowing }: ViewProps) => {
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

type Props = Omit<ViewProps, 'id'> & {
  isFocused: boolean;
  /** Whether the keyboard goes there with it. */
  takesFocus: boolean;
  isMarked: boolean;
  /** What is said of a marked cell: that it is not as suggested, or that the next class goes to it. */
  mark: string;
  isShown: boolean;
  onToggle: (reviewId: string) => void;
  onTakeOut: (reviewId: string) => void;
};

/** One item of a grid: pressed it is marked; a corner of it opens it by itself. */
export const Cell = ({
  isFocused,
  takesFocus,
  isMarked,
  mark,
  isShown,
  onToggle,
  onTakeOut,
  ...view
}: Props) => {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { review } = view;
  useEffect(() => {
    if (isFocused && takesFocus) button.current?.focus({ preventScroll: true });
  }, [isFocused, takesFocus]);
  const tabIndex = isFocused ? 0 : -1;
  return (
    <li className={classes.cell} data-marked={isMarked || undefined} aria-busy={!isShown || undefined}>
      <CellView id={id} {...view} />
      <button
        ref={button}
        type="button"
        className={classes.press}
        tabIndex={tabIndex}
        data-cell
        aria-pressed={isMarked}
        aria-label={isMarked ? `${review.key}, ${mark}` : review.key}
        aria-describedby={id}
        onClick={() => onToggle(review.id)}
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
        aria-label={t`Judge ${review.key} by itself`}
        title={t`Judge ${review.key} by itself`}
        onClick={() => onTakeOut(review.id)}
      >
        <IconArrowsMaximize size={16} />
      </ActionIcon>
    </li>
  );
};
