import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantTexts } from '../../server/datasets/instant-texts.ts';

it('instants are written as JavaScript writes them, whatever the one before was', () => {
  const day = 86_400_000;
  const instant = fc.oneof(
    fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
    fc.integer({ min: -2 * day, max: 2 * day }),
    fc.constantFrom(0, -1, day - 1, day, 253_402_300_799_999),
  );
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 20 }), (instants) => {
      expect(instants.map(instantTexts())).toEqual(instants.map((ms) => new Date(ms).toISOString()));
    }),
  );
});
