import { t } from '@lingui/core/macro';
import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import { intervalsOf } from '../../../../server/domain/intervals.ts';
import type { SchemaOf } from '../../../../server/domain/label-schema.ts';
import type { Json } from '../../../../server/domain/words.ts';
import type { TextContent } from '../../items/text-content.tsx';
import { TextPieces } from '../../items/text-pieces.tsx';
import textClasses from '../../items/text.module.css';
import { inColor } from '../class-chip.tsx';
import { beginningOf } from '../plain-value.tsx';
import { Highlights, type Drawing } from './highlights.tsx';
import { select, useServedView, type ItemView, type Place } from './item-view.ts';
import { marksAt, withoutMarksAt } from './marking.ts';
import classes from './marks.module.css';
import { textPlacesOf, type TextPlaces } from './text-places.ts';

type Props = {
  content: TextContent;
  schema: SchemaOf<'spans'>;
  suggested: Json | undefined;
  draft: Json | undefined;
  disabled: boolean;
  onDraft: (draft: Json | undefined) => void;
};

const drawingsOf = (
  { classes: list }: SchemaOf<'spans'>,
  value: Json | undefined,
  look: Drawing['look'],
): Drawing[] =>
  list.map(({ name, color }) => ({
    places: intervalsOf(value).filter((mark) => mark.class === name),
    color,
    look,
  }));

/** The place that is meant: what is selected, or the shortest mark that the caret is in. */
const placeMeant = (places: TextPlaces, draft: Json | undefined): Place | null => {
  const at = places.selected();
  if (at === null || at.start < at.end) return at;
  const around = intervalsOf(draft).filter(({ start, end }) => start <= at.start && at.start <= end);
  const [shortest] = around.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  return shortest ? { start: shortest.start, end: shortest.end } : null;
};

// What moves the caret, or selects, is not for the desk.
const caretKeys = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

type Rooted = RefObject<HTMLElement | null>;

const useTextPlaces = (text: string, root: Rooted): TextPlaces =>
  useMemo(() => textPlacesOf(text, () => root.current), [text, root]);

/** Brings a place of a text into sight, within what scrolls. */
const reveal = (range: Range, root: HTMLElement | null): void => {
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  const { top, bottom } = range.getBoundingClientRect();
  const frame = root?.closest('[role="region"]');
  const { top: above, bottom: below } = frame?.getBoundingClientRect() ?? { top, bottom };
  if (top < above || bottom > below) frame?.scrollBy({ top: (top + bottom - above - below) / 2 });
};

/** What surroundings can do to the text. */
const useTextView = (places: TextPlaces, root: Rooted): ItemView =>
  useMemo(() => {
    const focus = () => root.current?.focus({ preventScroll: true });
    return {
      wordsAt: (place) => beginningOf(places.textAt(place)),
      show: (place) => {
        const range = places.rangeOf(place);
        if (range === null) return;
        focus();
        const selection = document.getSelection();
        selection?.removeAllRanges();
        selection?.addRange(range);
        reveal(range, root.current);
      },
      focus,
    };
  }, [places, root]);

/** Nothing can be written, pasted or dropped into the text. */
const useReadOnly = (root: Rooted): void => {
  useEffect(() => {
    const text = root.current;
    const refuse = (event: Event) => event.preventDefault();
    text?.addEventListener('beforeinput', refuse);
    return () => text?.removeEventListener('beforeinput', refuse);
  }, [root]);
};

/**
 * A text with a caret, so that it can be selected by keys as by mouse and touch, and its marks. It looks editable to the browser,
 * which gives it the caret, and is not.
 */
export const MarkableText = ({ content, schema, suggested, draft, disabled, onDraft }: Props) => {
  const { text, direction } = content;
  const root = useRef<HTMLDivElement>(null);
  const places = useTextPlaces(text, root);
  const view = useTextView(places, root);
  useServedView(disabled ? null : view);
  useReadOnly(root);

  useEffect(() => {
    if (disabled) return;
    const onSelection = () => {
      // Where the selection went elsewhere, as to a field, what was selected stays so.
      if (places.selected() !== null) select(placeMeant(places, draft));
    };
    document.addEventListener('selectionchange', onSelection);
    return () => document.removeEventListener('selectionchange', onSelection);
  }, [disabled, places, draft]);

  useEffect(() => {
    // What was just marked is seen as such, and not as selected; the caret stays in it.
    const at = disabled ? null : places.selected();
    if (at === null || at.start === at.end || marksAt(draft, at).length === 0) return;
    const end = places.rangeOf({ start: at.end, end: at.end });
    if (end) document.getSelection()?.collapse(end.startContainer, end.startOffset);
  }, [disabled, places, draft]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (caretKeys.has(event.key)) event.stopPropagation();
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    const at = placeMeant(places, draft);
    if (marksAt(draft, at).length > 0 && at) onDraft(withoutMarksAt(draft, at));
  };
  const drawings = useMemo(
    () => [...drawingsOf(schema, suggested, 'dotted'), ...drawingsOf(schema, draft, 'filled')],
    [schema, suggested, draft],
  );
  return (
    <>
      <div
        ref={root}
        className={`${textClasses.text} ${classes.text}`}
        role="textbox"
        aria-label={t`Text to mark`}
        aria-multiline
        aria-readonly
        tabIndex={disabled ? -1 : 0}
        contentEditable={!disabled}
        suppressContentEditableWarning
        inputMode="none"
        spellCheck={false}
        dir={direction}
        onKeyDown={onKeyDown}
      >
        <TextPieces text={text} />
      </div>
      {!disabled && <Highlights places={places} drawings={drawings} />}
    </>
  );
};

/** A text with the marks of several answers, each underlined in its colour, and whose they are. */
export const TextWithAnswers = ({
  content,
  answers,
}: {
  content: TextContent;
  answers: readonly { name: string; color: string; value: Json }[];
}) => {
  const root = useRef<HTMLDivElement>(null);
  const places = useTextPlaces(content.text, root);
  const drawings = useMemo(
    () =>
      answers.map(({ color, value }): Drawing => ({ places: intervalsOf(value), color, look: 'underlined' })),
    [answers],
  );
  return (
    <>
      <ul className={classes.legend} aria-label={t`Answers on the text`}>
        {answers.map(({ name, color }) => (
          <li key={name}>
            <span className={classes.legendLine} style={inColor(color)} aria-hidden />
            {name}
          </li>
        ))}
      </ul>
      <div ref={root} className={textClasses.text}>
        <TextPieces text={content.text} />
      </div>
      <Highlights places={places} drawings={drawings} />
    </>
  );
};
