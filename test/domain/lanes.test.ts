import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assigned, passedOver, type AssignTo, type Assignable } from '../../server/domain/assigning.ts';
import { isAssigned, laneOfNeed, nextLane, openLane, ownerOf } from '../../server/domain/lanes.ts';
import { whyNotRequeued } from '../../server/domain/requeueing.ts';

const ada = '01900000-0000-7000-8000-00000000000a';
const bob = '01900000-0000-7000-8000-00000000000b';
const open: Assignable = { audience: 'inspector', lane: openLane, needs: null, holderId: null };
const nobodySpecial = { isLead: false, knowsItem: false };

test('a lane says by itself whom it is kept for', () => {
  expect([openLane, 'metal', ada].map(ownerOf)).toEqual([
    { kind: 'anyone' },
    { kind: 'group', name: 'metal' },
    { kind: 'person', id: ada },
  ]);
});

test('the next review comes of the lane of the highest priority, and of equals of the one named first', () => {
  expect(nextLane([])).toBeNull();
  expect(nextLane([{ lane: 'metal', negPriority: null }])).toBeNull();
  const heads = (metal: number | null, anyone: number | null) => [
    { lane: 'metal', negPriority: metal },
    { lane: openLane, negPriority: anyone },
  ];
  expect(nextLane(heads(0, 0))).toBe('metal');
  expect(nextLane(heads(0, -1))).toBe(openLane);
  expect(nextLane(heads(-2, -1))).toBe('metal');
  expect(nextLane(heads(null, 0))).toBe(openLane);
});

const target = fc.oneof(
  fc.constant<AssignTo>({ kind: 'anyone' }),
  fc.constantFrom(ada, bob).map((id): AssignTo => ({ kind: 'person', id })),
  fc.constantFrom('metal', 'night').map((name): AssignTo => ({ kind: 'group', name })),
  fc.constantFrom('metal', 'night', null).map((name): AssignTo => ({ kind: 'skill', name })),
);

test('whatever is done to a review, releasing it leaves it with those who have the skill it needs', () => {
  fc.assert(
    fc.property(fc.array(target), (steps) => {
      let review = open;
      for (const to of steps) {
        const next = assigned(review, to);
        review = { ...review, ...next, holderId: next.endsHold ? null : review.holderId };
        if (to.kind === 'skill') expect(review.needs).toBe(to.name);
        if (to.kind === 'person') expect(review.lane).toBe(to.id);
        if (to.kind === 'group') expect(review.lane).toBe(to.name);
      }
      const released = assigned(review, { kind: 'anyone' });
      expect(released.lane).toBe(laneOfNeed(review.needs));
      expect(isAssigned(released)).toBe(false);
    }),
  );
});

test('a skill that is asked for later does not take an assignment away', () => {
  const hers = { ...open, ...assigned(open, { kind: 'person', id: ada }) };
  expect(assigned(hers, { kind: 'skill', name: 'metal' })).toMatchObject({ lane: ada, needs: 'metal' });
  expect(assigned(open, { kind: 'skill', name: 'metal' })).toMatchObject({ lane: 'metal', needs: 'metal' });
});

test('a hold ends only where that is asked for, and not to give a review to its holder', () => {
  const held = { ...open, holderId: ada };
  expect(passedOver(held, { kind: 'person', id: bob }, nobodySpecial, false)).toBe('held');
  expect(passedOver(held, { kind: 'person', id: bob }, nobodySpecial, true)).toBeNull();
  expect(passedOver(held, { kind: 'anyone' }, nobodySpecial, false)).toBe('held');
  expect(passedOver(held, { kind: 'person', id: ada }, nobodySpecial, false)).toBeNull();
  expect(assigned(held, { kind: 'person', id: ada }).endsHold).toBe(false);
  expect(passedOver(held, { kind: 'skill', name: 'metal' }, nobodySpecial, false)).toBeNull();
  expect(assigned(held, { kind: 'skill', name: 'metal' }).endsHold).toBe(false);
});

test('nobody is assigned what they know already, nor what only leads may be given', () => {
  const to: AssignTo = { kind: 'person', id: ada };
  expect(passedOver(open, to, { isLead: true, knowsItem: true }, true)).toBe('known');
  const forLeads = { ...open, audience: 'lead' as const };
  expect(passedOver(forLeads, to, nobodySpecial, true)).toBe('for_leads');
  expect(passedOver(forLeads, to, { isLead: true, knowsItem: false }, true)).toBeNull();
  expect(passedOver({ ...forLeads, lane: ada }, { kind: 'anyone' }, nobodySpecial, true)).toBeNull();
});

test('an item is put back into review where one more opinion can change something', () => {
  const item = { waits: false, isGold: false, isErased: false, labelSource: 'human' as const };
  expect(whyNotRequeued(item)).toBeNull();
  expect(whyNotRequeued({ ...item, labelSource: 'auto' })).toBeNull();
  expect(whyNotRequeued({ ...item, waits: true })).toBe('waits');
  expect(whyNotRequeued({ ...item, labelSource: 'adjudicated' })).toBe('adjudicated');
  expect(whyNotRequeued({ ...item, isGold: true, waits: true })).toBe('gold');
  expect(whyNotRequeued({ ...item, labelSource: null, isErased: true })).toBe('erased');
});
