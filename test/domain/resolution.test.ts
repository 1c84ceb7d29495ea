import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdictOn, type Consensus } from '../../server/domain/consensus.ts';
import { resolve, type ItemOpinions } from '../../server/domain/resolution.ts';

const same = (a: unknown, b: unknown) => a === b;
const of = (...values: string[]) => values.map((value, i) => ({ value, decisionId: `d${i}` }));
const likeness = { compare: (a: unknown, b: unknown) => Number(same(a, b)), agreesFrom: 1 };
const resolved = (o: Partial<ItemOpinions>, rule: Consensus = 'unanimous') =>
  resolve(
    { automatic: undefined, asked: 1, weighed: false, opinions: [], adjudication: null, ...o },
    { same, verdict: (votes) => verdictOn(likeness, rule, votes) },
  );
const audited = (...values: string[]) => resolved({ automatic: 'a', opinions: of(...values) });

describe('the label that opinions add up to', () => {
  test('none yet: in review, or the automatic label stays in force', () => {
    expect(resolved({})).toEqual({ status: 'in_review', label: null, needs: null, toCome: 1 });
    expect(audited()).toEqual({
      status: 'accepted',
      label: { value: 'a', source: 'auto', decisionIds: [] },
      needs: null,
      toCome: 0,
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
      toCome: 0,
    });
  });

  test('three asked: what two say stands, and the third is spared; a lead is asked as soon as none can have two', () => {
    const majority = (...values: string[]) => resolved({ asked: 3, opinions: of(...values) }, 'majority');
    expect(majority('a')).toMatchObject({ status: 'in_review', toCome: 2 });
    expect(majority('a', 'b')).toMatchObject({ status: 'in_review', needs: null, toCome: 1 });
    expect(majority('a', 'a')).toMatchObject({ status: 'labelled', label: { value: 'a' }, toCome: 0 });
    expect(majority('a', 'b', 'c')).toMatchObject({ status: 'disputed', needs: 'adjudication' });
    expect(resolved({ asked: 3, opinions: of('a', 'b') })).toMatchObject({ status: 'disputed', toCome: 0 });
    expect(resolved({ asked: 3, weighed: true, opinions: of('a', 'b') })).toMatchObject({
      status: 'in_review',
      toCome: 1,
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
      toCome: 0,
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
