import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysInForce } from '../../server/domain/desk-keys.ts';
import { commandFor, type Press } from '../../client/features/review/keys.ts';
import { playerKeys } from '../../client/kinds/items/player.ts';

const answers = new Map([
  ['7', 'seven'],
  ['0', 'zero'],
  ['z', 'zed'],
]);

const press = (over: Partial<Press>): Press => ({
  key: 'a',
  code: '',
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  on: 'page',
  ...over,
});

describe('keys of the review page', () => {
  test('an answer key wins over a zoom key', () => {
    expect(commandFor(press({ key: '0', code: 'Digit0' }), answers)).toEqual({ do: 'answer', value: 'zero' });
    expect(commandFor(press({ key: 'z', code: 'KeyZ' }), answers)).toEqual({ do: 'answer', value: 'zed' });
    expect(commandFor(press({ key: '0', code: 'Digit0' }), new Map())).toEqual({ do: 'zoom_reset' });
  });

  test('caps lock, the number pad and layouts that put digits behind shift choose all the same', () => {
    expect(commandFor(press({ key: 'Z', code: 'KeyZ' }), answers)).toEqual({ do: 'answer', value: 'zed' });
    expect(commandFor(press({ key: '7', code: 'Numpad7' }), answers)).toEqual({
      do: 'answer',
      value: 'seven',
    });
    expect(commandFor(press({ key: 'è', code: 'Digit7' }), answers)).toEqual({
      do: 'answer',
      value: 'seven',
    });
    expect(commandFor(press({ key: 'г', code: 'KeyU' }), answers)).toEqual({ do: 'undo' });
  });

  test('a Latin layout is taken at its word, not by the place of the key', () => {
    expect(commandFor(press({ key: 'u', code: 'KeyZ' }), answers)).toEqual({ do: 'undo' });
    expect(commandFor(press({ key: '/', code: 'Digit7', shiftKey: true }), answers)).not.toMatchObject({
      do: 'answer',
    });
  });

  test('Shift with a digit is an opinion, unless the character it gives is an answer', () => {
    const shifted = (key: string) => press({ key, code: 'Digit7', shiftKey: true });
    expect(commandFor(shifted('&'), answers)).toEqual({ do: 'opinion', place: 6 });
    expect(commandFor(shifted('7'), answers)).toEqual({ do: 'answer', value: 'seven' });
    expect(commandFor(shifted('&'), answers, false)).toBeNull();
  });

  test('nothing is meant with a modifier, in a field, or with letter keys turned off', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const)
      expect(commandFor(press({ key: '7', [modifier]: true }), answers)).toBeNull();
    expect(commandFor(press({ key: '7', on: 'field' }), answers)).toBeNull();
    expect(commandFor(press({ key: '7' }), answers, false)).toBeNull();
    expect(commandFor(press({ key: 'Enter' }), answers, false)).toEqual({ do: 'accept' });
  });

  test('a key of one’s own does what it was set to, and the first one nothing', () => {
    const own = keysInForce({ skip: 'x', undo: '=' });
    expect(commandFor(press({ key: 'x' }), answers, true, {}, own)).toEqual({ do: 'skip' });
    expect(commandFor(press({ key: '=' }), answers, true, {}, own)).toEqual({ do: 'undo' });
    expect(commandFor(press({ key: 's' }), answers, true, {}, own)).toBeNull();
    expect(commandFor(press({ key: '7' }), answers, true, {}, keysInForce({ skip: '7' }))).toMatchObject({
      do: 'answer',
    });
  });

  test('Enter belongs to the button in focus', () => {
    expect(commandFor(press({ key: 'Enter', on: 'control' }), answers)).toBeNull();
    expect(commandFor(press({ key: 'Enter', on: 'control', repeat: true }), answers)).toEqual({
      do: 'nothing',
    });
  });

  test('a held-down key never decides', () => {
    const keys = ['7', '0', 'z', 'u', 's', 'e', 'i', '?', 'Enter', 'Escape', 'ArrowRight'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom('page', 'control' as const), (key, on) => {
        expect(commandFor(press({ key, on, repeat: true }), answers)).toEqual({ do: 'nothing' });
      }),
    );
    expect(commandFor(press({ key: '+', repeat: true }), answers)).toEqual({ do: 'zoom_in' });
  });

  test('an item that plays has keys of its own before those of the page, and answers win over both', () => {
    const meant = (over: Partial<Press>, orders = playerKeys) =>
      commandFor(press(over), answers, true, orders);
    expect(meant({ key: ' ' })).toEqual({ do: 'order', order: 'toggle' });
    expect(meant({ key: ' ', repeat: true })).toEqual({ do: 'nothing' });
    expect(meant({ key: ' ', on: 'control' })).toBeNull();
    expect(meant({ key: ' ' }, {})).toBeNull();
    expect(meant({ key: 'ArrowRight' })).toEqual({ do: 'order', order: 'forward' });
    expect(meant({ key: 'ArrowRight', repeat: true })).toEqual({ do: 'order', order: 'forward' });
    expect(meant({ key: 'ArrowRight' }, {})).toEqual({ do: 'next' });
    expect(meant({ key: '+' })).toEqual({ do: 'order', order: 'faster' });
    expect(meant({ key: '0' })).toEqual({ do: 'answer', value: 'zero' });
  });
});
