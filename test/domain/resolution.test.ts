import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolve, type ItemOpinions } from '../../server/domain/resolution.ts';

const same = (a: unknown, b: unknown) => a === b;
const of = (...values: string[]) => values.map((value, i) => ({ value, decisionId: `d${i}` }));
const resolved = (o: Partial<ItemOpinions>) =>
  resolve({ automatic: undefined, asked: 1, opinions: [], adjudication: null, ...o }, same);
const audited = (...values: string[]) => resolved({ automatic: 'a', opinions: of(...values) });

describe('the label that opinions add up to', () => {
  test('none yet: in review, or the automatic label stays in force', () => {
    expect(resolved({})).toEqual({ status: 'in_review', label: null, needs: null });
    expect(audited()).toEqual({
      status: 'accepted',
      label: { value: 'a', source: 'auto', decisionIds: [] },
      needs: null,
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
      needs: 'adjudication',
    });
  });

  test('an adjudication settles it', () => {
    expect(
      resolved({ asked: 2, opinions: of('a', 'b'), adjudication: { value: 'c', decisionId: 'x' } }),
    ).toMatchObject({
      status: 'labelled',
      label: { value: 'c', source: 'adjudicated', decisionIds: ['d0', 'd1', 'x'] },
      needs: null,
    });
  });

  test('does not depend on the order of the answers', () => {
    const values = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });
    const automatic = fc.constantFrom('a', undefined);
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 2 }), automatic, (list, asked, accepted) => {
        const given = { asked, automatic: accepted };
        const forward = resolved({ ...given, opinions: of(...list) });
        const backward = resolved({ ...given, opinions: of(...list.toReversed()) });
        expect(backward.status).toBe(forward.status);
        expect(backward.label?.value).toBe(forward.label?.value);
        expect(backward.needs).toBe(forward.needs);
      }),
    );
  });
});

describe('an audit of an automatic label', () => {
  test('is settled by one inspector who agrees with the model', () => {
    expect(audited('a')).toEqual({
      status: 'labelled',
      label: { value: 'a', source: 'human', decisionIds: ['d0'] },
      needs: null,
    });
  });

  test('goes to a second inspector where the first disagrees with the model, and to a third where these two differ', () => {
    const waiting = { status: 'disputed', label: { value: 'a', source: 'auto' }, needs: 'recheck' };
    expect(audited('b')).toMatchObject(waiting);
    expect(audited('b', 'a')).toMatchObject(waiting);
    expect(audited('b', 'c')).toMatchObject(waiting);
  });

  test('is what two of two or three say', () => {
    const says = (value: string) => ({
      status: 'labelled',
      label: { value, source: 'consensus' },
      needs: null,
    });
    expect(audited('b', 'b')).toMatchObject(says('b'));
    expect(audited('b', 'a', 'a')).toMatchObject(says('a'));
    expect(audited('b', 'c', 'b').label?.decisionIds).toEqual(['d0', 'd1', 'd2']);
  });

  test('goes to a lead where all three differ', () => {
    expect(audited('b', 'a', 'c')).toMatchObject({
      status: 'disputed',
      label: { value: 'a', source: 'auto' },
      needs: 'adjudication',
    });
  });

  test('keeps the automatic label until it is settled, and never asks for more than three', () => {
    const values = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
    fc.assert(
      fc.property(values, (list) => {
        const { status, label, needs } = audited(...list);
        const votes = (value: unknown) => list.filter((v) => v === value).length;
        expect(label?.source === 'auto').toBe(status !== 'labelled');
        if (status === 'labelled') expect(votes(label?.value) * 2).toBeGreaterThan(list.length);
        else expect(label?.value).toBe('a');
        expect(needs === 'recheck').toBe(status === 'disputed' && list.length < 3);
        expect(needs === 'adjudication').toBe(status === 'disputed' && list.length === 3);
      }),
    );
  });
});
