import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import { intervalsOf, withMoved, type Interval } from '../../../../server/domain/intervals.ts';
import type { Viewer } from '../../items/item-kind.ts';
import { timeText } from '../../items/player.ts';
import { OnWave } from '../../items/wave.tsx';
import type { CanvasProps } from '../label-kind.ts';
import { select, useSelected, useServedView, type ItemView, type Place } from './item-view.ts';
import { marksAt } from './marking.ts';
import { useRegions } from './use-regions.ts';

/** Seconds of a mark that is made where nothing is selected. */
const firstLength = 1;

/** Thousandths are as fine as anybody hears. */
const toMs = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;
const placeToMs = ({ start, end }: Place): Place => ({ start: toMs(start), end: toMs(end) });

/** What is marked so far, and whether marks may overlap. */
type Standing = { marks: readonly Interval[]; overlaps: boolean };

const isIn = (time: number, { start, end }: Place): boolean => start <= time && time < end;

/**
 * What a class is meant for where a recording stands: what is selected there, or the mark it stands in, or else a second from
 * there on, which ends where the next mark begins.
 */
const placeAt = (
  time: number,
  duration: number,
  selected: Place | null,
  { marks, overlaps }: Standing,
): Place => {
  if (selected && isIn(time, selected)) return selected;
  const around = overlaps ? undefined : marks.find((mark) => isIn(time, mark));
  if (around) return { start: around.start, end: around.end };
  const later = overlaps ? [] : marks.filter(({ start }) => start > time).map(({ start }) => start);
  const last = Number.isFinite(duration) ? duration : Infinity;
  const start = Math.max(0, Math.min(time, last - firstLength));
  return placeToMs({ start, end: Math.min(start + firstLength, last, ...later) });
};

const viewOf = (player: { current: Viewer | null }, standing: { current: Standing }): ItemView => {
  const at = () => player.current?.playhead?.() ?? { time: 0, duration: Number.NaN };
  return {
    wordsAt: ({ start, end }) => `${timeText(start)}–${timeText(end)}`,
    show: (place) => {
      select(place);
      player.current?.seek?.(place.start);
    },
    focus: () => {},
    playhead: () => toMs(at().time),
    placeMeant: (selected) => placeAt(at().time, at().duration, selected, standing.current),
  };
};

const usePlayedView = (...[player, standing]: Parameters<typeof viewOf>): ItemView =>
  useMemo(() => viewOf(player, standing), [player, standing]);

/** What was just marked, or moved, is what is selected. */
const useSelectedMark = (draft: CanvasProps['draft'], disabled: boolean): void => {
  const before = useRef(draft);
  useEffect(() => {
    const known = before.current;
    before.current = draft;
    if (disabled || known === draft) return;
    const made = intervalsOf(draft).filter((mark) => marksAt(known, mark).length === 0);
    // A whole suggestion that was taken over has no one mark that is meant.
    if (made.length === 1 && made[0]) select({ start: made[0].start, end: made[0].end });
  }, [draft, disabled]);
};

/** What plays, with ranges of it marked; where there is a waveform they are drawn on it, and can be dragged. */
export const PlayedCanvas = ({
  Large,
  schema,
  suggestion,
  draft,
  disabled,
  viewer,
  onDraft,
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
  const { classes, overlaps } = schema;
  const marks = useMemo(() => intervalsOf(draft), [draft]);
  const standing = useRef({ marks, overlaps });
  useLayoutEffect(() => {
    standing.current = { marks, overlaps };
  });
  const view = usePlayedView(player, standing);
  useServedView(disabled ? null : view);
  useSelectedMark(draft, disabled);

  const selected = useSelected();
  const suggested = useMemo(() => intervalsOf(suggestion?.value), [suggestion]);
  const onMove = useCallback(
    (mark: Interval, to: Place) => onDraft(withMoved(marks, mark, placeToMs(to), overlaps)),
    [marks, overlaps, onDraft],
  );
  const onSelect = useCallback((place: Place) => view.show(placeToMs(place)), [view]);
  const onWave = useRegions({
    classes,
    marks,
    suggested,
    selected: disabled ? null : selected,
    disabled,
    onSelect,
    onMove,
  });
  return (
    <OnWave value={onWave}>
      <Large {...item} viewer={player} />
    </OnWave>
  );
};
