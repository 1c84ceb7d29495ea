import { quantileCuts } from './statistics/quantile-cuts.ts';
import { fewestAnswers } from './weak-slices.ts';

/** What answers are sliced by: a measured input of their item, or the rule it was routed by; null: there is none. */
export type SlicedBy = string | number | boolean | null;

/**
 * A slice of answers: those of one value; those of numbers from `low` up to but without `high` (null: without a bound);
 * those of so many rare values together; those that have none.
 */
export type Slice =
  | { kind: 'value'; value: string | number | boolean }
  | { kind: 'range'; low: number | null; high: number | null }
  | { kind: 'others'; values: number }
  | { kind: 'missing' };

/** Answers of one slice. */
export type Sliced<T> = { slice: Slice; answers: T[] };

/** Up to how many different numbers each is a slice of its own, and into how many ranges more of them are put. */
const fewNumbers = 8;
const mostRanges = 6;

/** So many texts and flags are slices of their own, the most frequent first. */
const mostValues = 20;

type Group<V, T> = readonly [V, T[]];

const byNumber = <T>(groups: readonly Group<number, T>[]): Sliced<T>[] => {
  if (groups.length <= fewNumbers)
    return groups
      .toSorted(([a], [b]) => a - b)
      .map(([value, answers]) => ({ slice: { kind: 'value', value }, answers }));
  const numbers = groups.flatMap(([value, answers]) => answers.map(() => value));
  // Of a few answers as many ranges as something can be said of.
  const ranges = Math.min(mostRanges, Math.max(2, Math.floor(numbers.length / fewestAnswers)));
  const cuts = quantileCuts(numbers, ranges);
  return [null, ...cuts].map((low, i) => {
    const high = cuts[i] ?? null;
    const answers = groups.flatMap(([value, all]) =>
      (low === null || value >= low) && (high === null || value < high) ? all : [],
    );
    return { slice: { kind: 'range', low, high }, answers };
  });
};

const byName = <T>(groups: readonly Group<string | boolean, T>[]): Sliced<T>[] => {
  const falling = groups.toSorted(
    ([a, left], [b, right]) => right.length - left.length || (String(a) < String(b) ? -1 : 1),
  );
  const rare = falling.slice(mostValues);
  return [
    ...falling
      .slice(0, mostValues)
      .map(([value, answers]): Sliced<T> => ({ slice: { kind: 'value', value }, answers })),
    ...(rare.length === 0
      ? []
      : [
          {
            slice: { kind: 'others' as const, values: rare.length },
            answers: rare.flatMap(([, answers]) => answers),
          },
        ]),
  ];
};

/**
 * Puts answers into slices, each into one and none of them empty: few numbers by value, many in ranges of about as many
 * answers each; texts and flags by value, rare ones together; what has no value by itself.
 */
export const slicesOf = <T>(answers: readonly T[], slicedBy: (answer: T) => SlicedBy): Sliced<T>[] => {
  const groups = [...Map.groupBy(answers, slicedBy)];
  const missing = groups.find(([value]) => value === null)?.[1];
  return [
    ...byNumber(groups.filter((group): group is [number, T[]] => typeof group[0] === 'number')),
    ...byName(
      groups.filter(
        (group): group is [string | boolean, T[]] =>
          typeof group[0] === 'string' || typeof group[0] === 'boolean',
      ),
    ),
    ...(missing ? [{ slice: { kind: 'missing' as const }, answers: missing }] : []),
  ];
};
