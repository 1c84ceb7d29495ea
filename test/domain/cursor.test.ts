import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../server/contract/cursor.ts';

const place = z.tuple([z.number(), z.string()]);

it('a cursor comes back as it was encoded, whatever the key, in characters that addresses carry', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string({ unit: 'grapheme' }), (n, key) => {
      const text = encodeCursor([n, key]);
      expect(text).toMatch(/^[\w-]+$/);
      expect(decodeCursor(text, place)).toEqual([n, key]);
    }),
  );
});

it.each([
  ['nothing', ''],
  ['what is not base64', '%%%'],
  ['what is not JSON', btoa('[1,')],
  ['what is not UTF-8', btoa('["\xff"]')],
  ['another shape', encodeCursor(['a', 'b'])],
  ['more parts', encodeCursor([1, 'a', 2])],
])('%s is no cursor', (_, text) => {
  expect(decodeCursor(text, place)).toBeNull();
});
