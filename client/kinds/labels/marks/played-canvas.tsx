import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { intervalsOf } from '../../../../server/domain/intervals.ts';
import type { Viewer } from '../../items/item-kind.ts';
import { timeText } from '../../items/player.ts';
import type { CanvasProps } from '../label-kind.ts';
import { select, useServedView, type ItemView } from './item-view.ts';

/** Seconds of a mark that is made where nothing is selected. */
const firstLength = 1;

/** Thousandths are as fine as anybody hears. */
const toMs = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

/** What plays, with ranges of it to be marked. */
export const PlayedCanvas = ({
  Large,
  draft,
  disabled,
  viewer,
  schema: _,
  suggestion: __,
  onDraft: ___,
  ...item
}: CanvasProps<'ranges'>) => {
  const player = useRef<Viewer>(null);
  useImperativeHandle(
    viewer,
    () => ({
      zoomIn: () => player.current?.zoomIn(),
      zoomOut: () => player.current?.zoomOut(),
      zoomReset: () => player.current?.zoomReset(),
      scroll: (share) => player.current?.scroll(share),
      order: (order) => player.current?.order?.(order),
    }),
    [],
  );
  const view = useMemo(
    (): ItemView => ({
      wordsAt: ({ start, end }) => `${timeText(start)}–${timeText(end)}`,
      show: (place) => {
        select(place);
        player.current?.seek?.(place.start);
      },
      focus: () => {},
      placeAtHand: () => {
        const { time, duration } = player.current?.playhead?.() ?? { time: 0, duration: Number.NaN };
        const last = Number.isFinite(duration) ? duration : Infinity;
        const start = toMs(Math.max(0, Math.min(time, last - firstLength)));
        return { start, end: toMs(Math.min(last, start + firstLength)) };
      },
    }),
    [],
  );
  useServedView(disabled ? null : view);
  const before = useRef(draft);
  useEffect(() => {
    const known = intervalsOf(before.current);
    before.current = draft;
    if (disabled) return;
    const made = intervalsOf(draft).find(
      (mark) => !known.some((one) => one === mark || (one.start === mark.start && one.end === mark.end)),
    );
    if (made) select({ start: made.start, end: made.end });
  }, [draft, disabled]);
  return <Large {...item} viewer={player} />;
};
