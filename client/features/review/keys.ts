import {
  deskActions,
  firstKeys,
  helpKey,
  type DeskAction,
  type DeskKeys,
} from '../../../server/domain/desk-keys.ts';
import type { ItemOrder } from '../../kinds/items/item-kind.ts';
import { repeatable } from '../../kinds/items/player.ts';
import type { DrawingKey } from '../../kinds/labels/label-kind.ts';
import type { Json } from '../../../server/domain/words.ts';

/** What a key press asks of the review page. */
export type Command =
  | { do: 'answer'; value: Json }
  | {
      do:
        | DeskAction
        | 'accept'
        | 'edit'
        | 'submit'
        | 'keys'
        | 'back_to_hand'
        | 'next'
        // Of grids.
        | 'arrange'
        | 'mark_all'
        | 'take_out';
    }
  | { do: 'scroll'; pages: number }
  /** One of the opinions that a lead settles, from 0. */
  | { do: 'opinion'; place: number }
  /** Something of an item that plays or is lit. */
  | { do: 'order'; order: ItemOrder }
  /** A held-down key: taken, so that it does nothing. */
  | { do: 'nothing' };

/** A key press, as far as it matters. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
> & {
  /** Where the press went: into a field, one line of an answer, on a button or link, or anywhere else. */
  on: 'field' | 'line' | 'control' | 'page';
};

/** The keys of the answers, which win over all others, with the answer or the draft that each gives. */
export type AnswerKeys = ReadonlyMap<string, Json>;

/** The keys of an item that plays or is lit, which win over those of the desk. */
export type Orders = Readonly<Record<string, ItemOrder>>;

/** The characters of what grids add, unless an answer or a key of one's own uses them. */
export const gridKeys = { arrange: 'g', mark_all: 'a', take_out: 'o' } as const;

/** What the characters do: further keys of the same, unless one's own use them, then one's own. */
const charactersOf = (own: DeskKeys): ReadonlyMap<string, Command> =>
  new Map<string, Command>([
    ['=', { do: 'zoom_in' }],
    ['0', { do: 'zoom_reset' }],
    [gridKeys.arrange, { do: 'arrange' }],
    [gridKeys.mark_all, { do: 'mark_all' }],
    [gridKeys.take_out, { do: 'take_out' }],
    ...deskActions.map((action): [string, Command] => [own[action], { do: action }]),
    [helpKey, { do: 'keys' }],
  ]);

const named: Record<string, Command> = {
  Escape: { do: 'back_to_hand' },
  ArrowRight: { do: 'next' },
  ArrowDown: { do: 'scroll', pages: 0.15 },
  ArrowUp: { do: 'scroll', pages: -0.15 },
  PageDown: { do: 'scroll', pages: 0.9 },
  PageUp: { do: 'scroll', pages: -0.9 },
};

const repeats = new Set<Command['do']>(['zoom_in', 'zoom_out', 'scroll']);
const mayRepeat = (command: Command): boolean =>
  command.do === 'order' ? repeatable.has(command.order) : repeats.has(command.do);

/** The letter or digit printed on a key, for layouts that put another character there. */
const printed = (code: string): string | null =>
  /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase() ?? null;

/** Shift with a digit of the row above the letters, whatever character that gives. */
const opinionAt = ({ code, shiftKey }: Press): Command | null => {
  const digit = shiftKey ? /^Digit([1-9])$/.exec(code)?.[1] : undefined;
  return digit === undefined ? null : { do: 'opinion', place: Number(digit) - 1 };
};

type Keys = { answers: AnswerKeys; orders: Orders; own: DeskKeys };

const meant = (press: Press, { answers, orders, own }: Keys): Command | null => {
  const { key, code, shiftKey } = press;
  const ordered = (c: string): Command | null => {
    const order = orders[c];
    return order === undefined ? null : { do: 'order', order };
  };
  if (key.length > 1) return ordered(key) ?? named[key] ?? null;
  const typed = key.toLowerCase();
  const latin = /^[a-z0-9]$/.test(typed);
  const char = latin || shiftKey ? typed : (printed(code) ?? typed);
  for (const c of [typed, char]) {
    const value = answers.get(c);
    if (value !== undefined) return { do: 'answer', value };
  }
  const characters = charactersOf(own);
  const known = ordered(typed) ?? ordered(char) ?? characters.get(typed) ?? characters.get(char);
  return known ?? opinionAt(press);
};

/** Enter submits from anywhere with Ctrl or ⌘; a button in focus has it for itself, but must not be pressed again and again. */
const commandOfEnter = ({ on, repeat, ctrlKey, metaKey, altKey, shiftKey }: Press): Command | null => {
  const submits = ctrlKey || metaKey;
  if (altKey || (on === 'field' && !submits)) return null;
  if (repeat) return { do: 'nothing' };
  if (submits) return { do: 'submit' };
  if (on === 'control') return null;
  return { do: shiftKey && on === 'page' ? 'edit' : 'accept' };
};

const signs: Readonly<Record<string, string>> = { Comma: ',', Period: '.' };

/** A key press as drawing knows it; null where it is not for drawing. Signs are what they are without Shift. */
export const drawingKey = (press: Press, letterKeys: boolean): DrawingKey | null => {
  const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, on } = press;
  if (ctrlKey || metaKey || altKey || on === 'field' || on === 'line') return null;
  if (key === 'Enter' || (key.length === 1 && !letterKeys)) return null;
  const typed = key.toLowerCase();
  const latin = /^[a-z0-9]$/.test(typed) ? typed : (printed(code) ?? typed);
  return { key: key.length > 1 ? key : (signs[code] ?? latin), shift: shiftKey, held: repeat };
};

/**
 * What a key press means on the review page; null: it is not for us. Keys held down decide nothing. `letterKeys`: off
 * where the inspector turned off the keys that are single characters.
 */
export const commandFor = (
  press: Press,
  answers: AnswerKeys,
  letterKeys = true,
  orders: Orders = {},
  own: DeskKeys = firstKeys,
): Command | null => {
  if (press.key === 'Enter') return commandOfEnter(press);
  const isTyped = press.on === 'field' || press.on === 'line';
  if (press.ctrlKey || press.metaKey || press.altKey || isTyped) return null;
  if (press.on === 'control' && press.key === ' ') return press.repeat ? { do: 'nothing' } : null;
  if (!letterKeys && press.key.length === 1) return null;
  const command = meant(press, { answers, orders, own });
  if (command === null) return null;
  return press.repeat && !mayRepeat(command) ? { do: 'nothing' } : command;
};

// Menus and dialogs have the keys for themselves, wherever in the page they were opened.
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

// What can only be read has a caret, but takes no letters.
const writable = '[contenteditable]:not([aria-readonly="true"])';

/** Where a key press went. */
export const targetOf = (target: EventTarget | null): Press['on'] => {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('[data-answer-line]')) return 'line';
  if (target.closest(`input, textarea, select, ${writable}, ${overlays}`)) return 'field';
  return target.closest('button, a[href], summary, [role="button"], [role="tab"], [role="menuitem"]')
    ? 'control'
    : 'page';
};
