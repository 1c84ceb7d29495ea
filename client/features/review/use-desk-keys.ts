import { useLayoutEffect, useRef } from 'react';
import type { DeskKeys } from '../../../server/domain/desk-keys.ts';
import { commandFor, targetOf, type AnswerKeys, type Command } from './keys.ts';

/** Listens to the keys of the review page while `active`; answers whether a command was taken. */
export const useDeskKeys = (
  active: boolean,
  answers: AnswerKeys,
  letterKeys: boolean,
  own: DeskKeys,
  run: (command: Command) => boolean,
): void => {
  const latest = useRef({ answers, letterKeys, own, run });
  // Before anything is painted: whoever sees that an item can be judged may press a key at once.
  useLayoutEffect(() => {
    latest.current = { answers, letterKeys, own, run };
  });
  useLayoutEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const press = { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, on: targetOf(target) };
      const now = latest.current;
      const command = commandFor(press, now.answers, now.letterKeys, now.own);
      if (command !== null && (command.do === 'nothing' || now.run(command))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active]);
};
