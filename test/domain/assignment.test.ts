import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignedModel, chooseModel, noDeployment } from '../../server/domain/assignment.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const rolledOut = { ...noDeployment, epoch: 7, live: 'm@1', candidate: 'm@2', salt: 'rollout-salt' };

describe('the version that decides', () => {
  it('is drawn by unit, as anyone can work out from the salt and the share', () => {
    const at = (part: number, unit: string) => assignedModel({ ...rolledOut, share: part }, unit);
    expect(at(0.03, 'item-2')).toBe('m@2'); // u = .0283753
    expect(at(0.02, 'item-2')).toBe('m@1');
    expect(at(0.54, 'item-1')).toBe('m@1'); // u = .5449378
    expect(at(0.55, 'item-1')).toBe('m@2');
  });

  it('is the candidate for more units as the share is raised, and never for others instead', () => {
    fc.assert(
      fc.property(share, share, fc.string(), (a, b, unit) => {
        const at = (part: number) => assignedModel({ ...rolledOut, share: part }, unit);
        if (at(Math.min(a, b)) === 'm@2') expect(at(Math.max(a, b))).toBe('m@2');
        expect(at(0)).toBe('m@1');
        expect(at(1)).toBe('m@2');
      }),
    );
  });

  it('is whichever predicts while none was ever rolled out, unless it is retired', () => {
    const choose = (retired: string[]) =>
      chooseModel(noDeployment, { unit: 'a', epoch: null, models: ['m@1', 'm@2'], retired });
    expect(choose([])).toEqual({ model: 'm@1', fault: null });
    expect(choose(['m@1'])).toEqual({ model: 'm@2', fault: null });
    expect(choose(['m@1', 'm@2'])).toEqual({ model: 'm@1', fault: 'not_assigned' });
  });
});

describe('the first version that is rolled out', () => {
  const first = { ...rolledOut, live: null };
  const choose = (share: number, models: string[]) =>
    chooseModel({ ...first, share }, { unit: 'item-1', epoch: null, models, retired: [] });

  it('decides its share, and in shadow nothing, while any other may decide the rest', () => {
    expect(choose(0.9, ['m@1', 'm@2'])).toEqual({ model: 'm@2', fault: null });
    expect(choose(0, ['m@2', 'm@1'])).toEqual({ model: 'm@1', fault: null });
    expect(choose(0, ['m@2'])).toEqual({ model: 'm@2', fault: 'not_assigned' });
  });
});

describe('of several predictions of an item', () => {
  const choose = (part: number, models: string[], epoch: number | null = null) =>
    chooseModel({ ...rolledOut, share: part }, { unit: 'item-1', epoch, models, retired: [] });

  it('the assigned version’s is used, whatever their order', () => {
    expect(choose(0.1, ['m@2', 'm@1'])).toEqual({ model: 'm@1', fault: null });
    expect(choose(0.9, ['m@1', 'm@2'])).toEqual({ model: 'm@2', fault: null });
  });

  it('none is accepted where the assigned version is missing, and it says whether that was so once', () => {
    expect(choose(0.1, ['m@2'])).toEqual({ model: 'm@2', fault: 'not_assigned' });
    expect(choose(0.1, ['m@2'], 7)).toEqual({ model: 'm@2', fault: 'not_assigned' });
    expect(choose(0.1, ['m@2'], 6)).toEqual({ model: 'm@2', fault: 'stale_assignment' });
  });

  it('one of an old epoch is used like any other while its version still decides', () => {
    expect(choose(0.1, ['m@1'], 3)).toEqual({ model: 'm@1', fault: null });
  });
});
