import type { Bench, Floor, Line, Side } from './row.ts';
import { median, spread } from './statistics.ts';

/**
 * Measures each side once a round, in turn, so that all have the same weather; every second round goes the other way
 * round, so that none always comes after the same neighbour.
 */
export const alternate = async <S extends Record<string, () => Promise<unknown>>>(
  { rounds }: Pick<Bench, 'rounds'>,
  sides: S,
): Promise<{ [K in keyof S]: Awaited<ReturnType<S[K]>>[] }> => {
  const measured = Object.entries(sides).map(([name, measure]) => ({
    name,
    measure,
    values: [] as unknown[],
  }));
  for (let round = 0; round < rounds; round += 1)
    for (const { measure, values } of round % 2 === 0 ? measured : measured.toReversed())
      values.push(await measure());
  // Each side's values are those that its own work answered.
  return Object.fromEntries(measured.map(({ name, values }) => [name, values])) as {
    [K in keyof S]: Awaited<ReturnType<S[K]>>[];
  };
};

/** The two sides of a line, each with what it measured in every round. */
export type Compared = {
  what: string;
  ours: Omit<Side, 'value'> & { values: number[] };
  limit: Omit<Side, 'value'> & { values: number[] };
  floor: Floor | null;
  note?: string;
};

/** Makes a line of what was measured in alternating rounds: the ratio is taken round by round. */
export const compare = ({ ours, limit, ...line }: Compared): Line => {
  const ratios = ours.values.map((value, round) => value / (limit.values[round] ?? Number.NaN));
  const side = ({ values, ...rest }: Compared['ours']): Side => ({ ...rest, value: median(values) });
  return { ...line, ours: side(ours), limit: side(limit), ratio: median(ratios), spread: spread(ratios) };
};

/** The latencies of a side over its rounds: the middle of each. */
export const latencyOf = (rounds: readonly { p50: number; p99: number }[]) => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
});
