import type { Input, Output } from '../probes/rollups.ts';
import { ask } from '../processes/children.ts';
import { alternate, compare } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

const store = async (bench: Bench, counting: boolean): Promise<number> => {
  const data = await copyOfSeed(bench, 'mixed', 0);
  const input = { ...data, counting, seconds: bench.seconds(0.7) };
  return (await ask<Input, Output>('probes/rollups.ts', input)).perSecond;
};

/** What it costs to count as things happen, so that pages need not. */
export const rollups: Row = {
  title: 'submissions a second with counters ÷ without, at the level of storage',
  measure: async (bench) => {
    const { counting, plain } = await alternate(bench, {
      counting: () => store(bench, true),
      plain: () => store(bench, false),
    });
    return [
      compare({
        what: 'submissions with counters',
        ours: { name: 'with', unit: '/s', values: counting },
        limit: { name: 'without', unit: '/s', values: plain },
        floor: { atLeast: 0.8 },
      }),
    ];
  },
};
