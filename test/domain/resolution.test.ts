import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolve, type ItemOpinions } from '../../server/domain/resolution.ts';

const same = (a: unknown, b: unknown) => a === b;
const of = (...values: string[]) => values.map((value, i) => ({ value, decisionId: `d${i}` }));
const resolved = (o: Partial<ItemOpinions>) =>
  resolve({ automatic: undefined, asked: 1, opinions: [], adjudication: null, ...o }, same);

describe('the label that opinions add up to', () => {
  test('none yet: in review, or the automatic label stays in force', () => {
    expect(resolved({})).toEqual({ status: 'in_review', label: null, needsAdjudication: false });
    expect(resolved({ automatic: 'a' })).toMatchObject({
      status: 'accepted',
      label: { value: 'a', source: 'auto' },
    });
  });

  test('one asked: the answer stands, over an automatic label too', () => {
    expect(resolved({ automatic: 'a', opinions: of('b') })).toMatchObject({
      status: 'labelled',
      label: { value: 'b', source: 'human', decisionIds: ['d0'] },
    });
  });

  test('two asked: equal is consensus, unequal goes to adjudication, one is not enough', () => {
    expect(resolved({ asked: 2, opinions: of('a') }).label).toBeNull();
    expect(resolved({ asked: 2, opinions: of('a', 'a') })).toMatchObject({
      label: { value: 'a', source: 'consensus' },
    });
    expect(resolved({ asked: 2, opinions: of('a', 'b') })).toEqual({
      status: 'disputed',
      label: null,
      needsAdjudication: true,
    });
  });

  test('an adjudication settles it', () => {
    expect(
      resolved({ asked: 2, opinions: of('a', 'b'), adjudication: { value: 'c', decisionId: 'x' } }),
    ).toMatchObject({
      status: 'labelled',
      label: { value: 'c', source: 'adjudicated', decisionIds: ['d0', 'd1', 'x'] },
      needsAdjudication: false,
    });
  });

  test('does not depend on the order of the answers', () => {
    const values = fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 2 }), (list, asked) => {
        const forward = resolved({ asked, opinions: of(...list) });
        const backward = resolved({ asked, opinions: of(...list.toReversed()) });
        expect(backward.status).toBe(forward.status);
        expect(backward.label?.value).toBe(forward.label?.value);
        expect(backward.needsAdjudication).toBe(forward.needsAdjudication);
      }),
    );
  });
});
