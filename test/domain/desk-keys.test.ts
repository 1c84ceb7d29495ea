import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskActions, firstKeys, isDeskKey, keysInForce, sharedKey } from '../../server/domain/desk-keys.ts';

test('a key of one’s own takes the place of the first one, and the others stay', () => {
  expect(keysInForce({ skip: 'x' })).toEqual({ ...firstKeys, skip: 'x' });
  expect(keysInForce({})).toEqual(firstKeys);
});

test('no two actions may have one key, be it a first one or one’s own', () => {
  expect(sharedKey({})).toBeNull();
  expect(sharedKey({ skip: firstKeys.undo })).toBe('skip');
  expect(sharedKey({ skip: firstKeys.undo, undo: firstKeys.skip })).toBeNull();
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...deskActions), fc.constantFrom('a', 'b', 'u', 's')),
      (own) => {
        const all = Object.values(keysInForce(own));
        expect(sharedKey(own) === null).toBe(new Set(all).size === all.length);
      },
    ),
  );
});

test('a key is one visible character in lower case, but the one for help', () => {
  for (const key of ['x', '7', 'é', 'ж', '+', '😀']) expect(isDeskKey(key)).toBe(true);
  for (const key of ['', 'X', 'xy', ' ', '\n', '?', '\u200b']) expect(isDeskKey(key)).toBe(false);
});
