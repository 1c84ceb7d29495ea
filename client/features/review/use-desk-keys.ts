import { useLayoutEffect, useRef } from 'react';
import { commandFor, targetOf, type AnswerKeys, type Command, type Orders } from './keys.ts';

/** The part of an answer that a key press went to; null: none. */
const fieldOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest('[data-field]')?.getAttribute('data-field') ?? null) : null;

/** Listens to the keys of the review page while `active`; answers whether a command was taken. */
export const useDeskKeys = (
  active: boolean,
  answersAt: (field: string | null) => AnswerKeys,
  letterKeys: boolean,
  orders: Orders,
  run: (command: Command) => boolean,
): void => {
  const latest = useRef({ answersAt, letterKeys, orders, run });
  // Before anything is painted: whoever sees that an item can be judged may press a key at once.
  useLayoutEffect(() => {
    latest.current = { answersAt, letterKeys, orders, run };
  });
  useLayoutEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const press = { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, on: targetOf(target) };
      const now = latest.current;
      const command = commandFor(press, now.answersAt(fieldOf(target)), now.letterKeys, now.orders);
      if (command !== null && (command.do === 'nothing' || now.run(command))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active]);
};
