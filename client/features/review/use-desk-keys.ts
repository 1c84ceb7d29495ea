import { useLayoutEffect, useRef } from 'react';
import type { DrawingKey } from '../../kinds/labels/label-kind.ts';
import type { DeskKeys } from '../../../server/domain/desk-keys.ts';
import { commandFor, drawingKey, targetOf, type AnswerKeys, type Command, type Orders } from './keys.ts';

/** The part of an answer that a key press went to; null: none. */
const fieldOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest('[data-field]')?.getAttribute('data-field') ?? null) : null;

type Listening = {
  active: boolean;
  /** The keys of the answers, where the press went to a part of one or to none. */
  answersAt: (field: string | null) => AnswerKeys;
  /** Draws, where the answer is drawn; answers whether the key was taken. */
  draws: (key: DrawingKey, field: string | null) => boolean;
  letterKeys: boolean;
  orders: Orders;
  own: DeskKeys;
  /** Answers whether the command was taken. */
  run: (command: Command) => boolean;
};

/** Listens to the keys of the review page while `active`. */
export const useDeskKeys = ({ active, ...listening }: Listening): void => {
  const latest = useRef(listening);
  // Before anything is painted: whoever sees that an item can be judged may press a key at once.
  useLayoutEffect(() => {
    latest.current = listening;
  });
  useLayoutEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const press = { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, on: targetOf(target) };
      const now = latest.current;
      const field = fieldOf(target);
      const drawing = drawingKey(press, now.letterKeys);
      if (drawing !== null && now.draws(drawing, field)) return event.preventDefault();
      const command = commandFor(press, now.answersAt(field), now.letterKeys, now.orders, now.own);
      if (command !== null && (command.do === 'nothing' || now.run(command))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active]);
};
