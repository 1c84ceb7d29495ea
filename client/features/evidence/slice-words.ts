import { plural, t } from '@lingui/core/macro';
import type { EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { EvidenceSlice } from '../../../server/features/evidence/contract.ts';
import { enough } from '../../ui/proportion.tsx';

/** The policy's rules as what answers are sliced by; inputs are `input:` and their name. */
export const byRule = 'rule';
export const byInput = (name: string): string => `input:${name}`;

/** What the slices are of, as the head of their column. */
export const byTitle = (by: string): string => (by === byRule ? t`Rule` : by.slice(byInput('').length));

const rangeTitle = (low: number | null, high: number | null): string => {
  if (low === null) return high === null ? t`Any number` : t`Below ${high}`;
  return high === null ? t`${low} and above` : t`${low} to below ${high}`;
};

/** A slice in words; the bounds of a range say which of the two it begins with. */
export const sliceTitle = (slice: EvidenceSlice['slice'], by: string): string => {
  switch (slice.kind) {
    case 'value':
      return slice.value === '' ? t`Empty text` : String(slice.value);
    case 'range':
      return rangeTitle(slice.low, slice.high);
    case 'others':
      return plural(slice.values, { one: '1 rarer value', other: `${slice.values} rarer values together` });
    case 'missing':
      return by === byRule ? t`No rule` : t`Not measured`;
  }
};

/** Slices that have answers of a way of asking, where people agree least first; those with too few to say, last. */
export const worstFirst = (slices: readonly EvidenceSlice[], basis: EvidenceBasis): EvidenceSlice[] => {
  const of = ({ agreement }: EvidenceSlice) => agreement[basis];
  const isKnown = (slice: EvidenceSlice) => of(slice).n >= enough;
  const share = (slice: EvidenceSlice) => of(slice).k / of(slice).n;
  const filled = slices.filter((slice) => of(slice).n > 0);
  return [
    ...filled.filter(isKnown).toSorted((a, b) => share(a) - share(b)),
    ...filled.filter((slice) => !isKnown(slice)).toSorted((a, b) => of(b).n - of(a).n),
  ];
};
