import {
  deskActions,
  firstKeys,
  helpKey,
  type DeskAction,
  type DeskKeys,
} from '../../../server/domain/desk-keys.ts';
import type { Json } from '../../../server/domain/words.ts';

/** What a key press asks of the review page. */
export type Command =
  | { do: 'answer'; value: Json }
  | {
      do: DeskAction | 'accept' | 'keys' | 'back_to_hand' | 'next';
    }
  | { do: 'scroll'; pages: number }
  /** A held-down key: taken, so that it does nothing. */
  | { do: 'nothing' };

/** A key press, as far as it matters. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
> & {
  /** Where the press went: into a field, on a button or link, or anywhere else. */
  on: 'field' | 'control' | 'page';
};

/** The keys of the answers, which win over all others. */
export type AnswerKeys = ReadonlyMap<string, Json>;

/** What the characters do: further keys of the same, unless one's own use them, then one's own. */
const charactersOf = (own: DeskKeys): ReadonlyMap<string, Command> =>
  new Map<string, Command>([
    ['=', { do: 'zoom_in' }],
    ['0', { do: 'zoom_reset' }],
    ...deskActions.map((action): [string, Command] => [own[action], { do: action }]),
    [helpKey, { do: 'keys' }],
  ]);

const named: Record<string, Command> = {
  Enter: { do: 'accept' },
  Escape: { do: 'back_to_hand' },
  ArrowRight: { do: 'next' },
  ArrowDown: { do: 'scroll', pages: 0.15 },
  ArrowUp: { do: 'scroll', pages: -0.15 },
  PageDown: { do: 'scroll', pages: 0.9 },
  PageUp: { do: 'scroll', pages: -0.9 },
};

const mayRepeat = new Set<Command['do']>(['zoom_in', 'zoom_out', 'scroll']);

/** The letter or digit printed on a key, for layouts that put another character there. */
const printed = (code: string): string | null =>
  /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase() ?? null;

const meant = ({ key, code, shiftKey }: Press, answers: AnswerKeys, own: DeskKeys): Command | null => {
  if (key.length > 1) return named[key] ?? null;
  const typed = key.toLowerCase();
  const latin = /^[a-z0-9]$/.test(typed);
  const char = latin || shiftKey ? typed : (printed(code) ?? typed);
  for (const c of [typed, char]) {
    const value = answers.get(c);
    if (value !== undefined) return { do: 'answer', value };
  }
  const characters = charactersOf(own);
  return characters.get(typed) ?? characters.get(char) ?? null;
};

/**
 * What a key press means on the review page; null: it is not for us. Keys held down decide nothing. `letterKeys`: off
 * where the inspector turned off the keys that are single characters.
 */
export const commandFor = (
  press: Press,
  answers: AnswerKeys,
  letterKeys = true,
  own: DeskKeys = firstKeys,
): Command | null => {
  if (press.ctrlKey || press.metaKey || press.altKey || press.on === 'field') return null;
  // A button or link in focus has Enter for itself; a held-down Enter must not press it again and again.
  if (press.on === 'control' && (press.key === 'Enter' || press.key === ' '))
    return press.repeat ? { do: 'nothing' } : null;
  if (!letterKeys && press.key.length === 1) return null;
  const command = meant(press, answers, own);
  if (command === null) return null;
  return press.repeat && !mayRepeat.has(command.do) ? { do: 'nothing' } : command;
};

// Menus and dialogs have the keys for themselves, wherever in the page they were opened.
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Where a key press went. */
export const targetOf = (target: EventTarget | null): Press['on'] => {
  if (!(target instanceof Element)) return 'page';
  if (target.closest(`input, textarea, select, [contenteditable], ${overlays}`)) return 'field';
  return target.closest('button, a[href], summary, [role="button"], [role="tab"], [role="menuitem"]')
    ? 'control'
    : 'page';
};
