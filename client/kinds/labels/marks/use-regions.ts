import { useCallback, useEffect, useState } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import type RegionsPlugin from 'wavesurfer.js/plugins/regions';
import type { Interval } from '../../../../server/domain/intervals.ts';
import type { ChoiceClass } from '../../../../server/domain/label-schema.ts';
import { classTitle } from '../class-chip.tsx';
import type { Place } from './item-view.ts';

type Regions = ReturnType<typeof RegionsPlugin.create>;

type Drawn = {
  classes: readonly ChoiceClass[];
  marks: readonly Interval[];
  suggested: readonly Interval[];
  selected: Place | null;
  disabled: boolean;
  onSelect: (place: Place) => void;
  onMove: (mark: Interval, to: Place) => void;
};

/** What is chosen by dragging, until it is marked. */
const selectionColor = 'rgb(119 139 222 / 30%)';

const titleElement = (text: string): HTMLElement => {
  const element = document.createElement('div');
  element.textContent = text;
  Object.assign(element.style, { padding: '2px 5px', fontSize: '12px', fontWeight: '600' });
  return element;
};

const isAt = (one: Place, place: Place | null): boolean =>
  one.start === place?.start && one.end === place.end;

const draw = (regions: Regions, { classes, marks, suggested, selected, disabled }: Drawn): void => {
  const add = (
    id: string,
    { start, end }: Place,
    look: { color: string; title?: string; border?: string },
  ) => {
    const isOwn = id.startsWith('mark') && !disabled;
    const { color, title, border = 'none' } = look;
    const content = title === undefined ? {} : { content: titleElement(title) };
    const { element } = regions.addRegion({ id, start, end, color, drag: isOwn, resize: isOwn, ...content });
    // Tells what is suggested, and what is selected, without its colour.
    if (element) element.style.outline = border;
  };
  const colorOf = (mark: Interval) => classes.find(({ name }) => name === mark.class)?.color ?? '#808080';
  regions.clearRegions();
  for (const [i, mark] of suggested.entries())
    add(`suggested ${i}`, mark, { color: `${colorOf(mark)}14`, border: `2px dashed ${colorOf(mark)}` });
  for (const [i, mark] of marks.entries())
    add(`mark ${i}`, mark, {
      color: `${colorOf(mark)}50`,
      title: classTitle(classes, mark.class),
      border: isAt(mark, selected) ? '2px solid currentColor' : 'none',
    });
  if (selected && !marks.some((mark) => isAt(mark, selected)))
    add('selection', selected, { color: selectionColor, border: '2px solid currentColor' });
};

/** Draws marks as regions of a waveform, which can be dragged and made longer; a drag elsewhere selects. */
export const useRegions = (drawn: Drawn): ((wave: WaveSurfer) => () => void) => {
  const [regions, setRegions] = useState<Regions | null>(null);
  const { classes, marks, suggested, selected, disabled, onSelect, onMove } = drawn;

  useEffect(() => {
    if (regions === null) return;
    draw(regions, { classes, marks, suggested, selected, disabled, onSelect, onMove });
    const ownMark = (id: string) => marks[Number(id.slice('mark '.length))];
    const stops = [
      regions.on('region-created', ({ start, end }) => onSelect({ start, end })),
      regions.on('region-updated', ({ id, start, end }) => {
        const mark = ownMark(id);
        if (mark) onMove(mark, { start, end });
      }),
      regions.on('region-clicked', ({ id }) => {
        const mark = ownMark(id);
        if (mark) onSelect({ start: mark.start, end: mark.end });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [regions, classes, marks, suggested, selected, disabled, onSelect, onMove]);

  return useCallback((wave: WaveSurfer) => {
    let gone = false;
    const attach = async () => {
      const { default: Plugin } = await import('wavesurfer.js/plugins/regions');
      if (gone) return;
      const made = wave.registerPlugin(Plugin.create());
      made.enableDragSelection({ color: selectionColor });
      if (wave.getDuration() > 0) setRegions(made);
      else wave.once('ready', () => setRegions(made));
    };
    void attach();
    return () => {
      gone = true;
      setRegions(null);
    };
  }, []);
};
