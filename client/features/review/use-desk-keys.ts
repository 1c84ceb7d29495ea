import { useLayoutEffect, useRef } from 'react';
import type { DeskKeys } from '../../../server/domain/desk-keys.ts';
import { commandFor, targetOf, type AnswerKeys, type Command, type Orders } from './keys.ts';

/** The part of an answer that a key press went to; null: none. */
const fieldOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest('[data-field]')?.getAttribute('data-field') ?? null) : null;

type Listening = {
  active: boolean;
  /** The keys of the answers, where the press went to a part of one or to none. */
  answersAt: (field: string | null) => AnswerKeys;
  letterKeys: boolean;
  orders: Orders;
  own: DeskKeys;
  /** Answers whether the command was taken. */
  run: (command: Command) => boolean;
};

/** Listens to the keys of the review page while `active`. */
export const useDeskKeys = ({ active, answersAt, letterKeys, orders, own, run }: Listening): void => {
  const latest = useRef({ answersAt, letterKeys, orders, own, run });
  // Before anything is painted: whoever sees that an item can be judged may press a key at once.
  useLayoutEffect(() => {
    latest.current = { answersAt, letterKeys, orders, own, run };
  });
  useLayoutEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const press = { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, on: targetOf(target) };
      const now = latest.current;
      const command = commandFor(press, now.answersAt(fieldOf(target)), now.letterKeys, now.orders, now.own);
      if (command !== null && (command.do === 'nothing' || now.run(command))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active]);
};
