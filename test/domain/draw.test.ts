import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw, stickyUniform } from '../../server/domain/draw.ts';

describe('sticky draws', () => {
  test.each([
    ['item-1', 0.5449378],
    ['item-2', 0.0283753],
    ['user-42', 0.9602941],
  ])('rollout-salt:%s gives %f', (key, expected) => {
    expect(stickyUniform('rollout-salt', key)).toBeCloseTo(expected, 7);
  });

  test('lie in [0,1) and are the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (salt, key) => {
        const u = stickyUniform(salt, key);
        expect(u).toBeGreaterThanOrEqual(0);
        expect(u).toBeLessThan(1);
        expect(stickyUniform(salt, key)).toBe(u);
      }),
    );
  });

  test('of two purposes are independent', () => {
    const n = 4_000;
    const keys = Array.from({ length: n }, (_, i) => `k${i}`);
    const both = keys.filter((k) => draw('s', 'audit', k) < 0.5 && draw('s', 'blind', k) < 0.5).length;
    expect(both / n).toBeGreaterThan(0.22);
    expect(both / n).toBeLessThan(0.28);
  });
});
