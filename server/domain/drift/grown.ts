import type { BinCounts } from './counts.ts';
import { countGroups, groupsOf, type DriftGroup } from './groups.ts';

const isSame = (a: DriftGroup, b: DriftGroup): boolean => {
  if (a.kind === 'range') return b.kind === 'range' && a.low === b.low && a.high === b.high;
  if (a.kind === 'category') return b.kind === 'category' && a.category === b.category;
  return a.kind === 'bin' ? b.kind === 'bin' && a.bin === b.bin : b.kind === 'other';
};

/** Tells of one item, by what it counts as, whether it lies in a group of the reference. */
export const liesIn = (reference: BinCounts, group: DriftGroup): ((item: BinCounts) => boolean) => {
  const groups = groupsOf(reference);
  return (item) =>
    countGroups(groups, item).some((n, i) => n > 0 && isSame(groups[i] ?? { kind: 'other' }, group));
};
