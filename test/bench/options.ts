import { parseArgs } from 'node:util';
import { growthRowNames, rowNames, type RowName } from './rows/names.ts';

/** What a run was asked for. */
export type Options = {
  rows: readonly RowName[];
  rounds: number;
  /** Times what the large data of the growth rows is a million items. */
  scale: number;
  /** Tiny sizes, which show that everything works and nothing else. */
  quick: boolean;
  /** Whether to write a CPU profile of each server measured. */
  profile: boolean;
  list: boolean;
};

const countOf = (name: string, text: string, from: number, to: number): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < from || n > to)
    throw new Error(`--${name} takes a whole number from ${from} to ${to}, not "${text}"`);
  return n;
};

/** Reads the arguments of `npm run bench`; throws with the name of each bad one. */
export const optionsFrom = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      scale: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const { quick, profile, list } = values;
  const wanted = values.only?.split(',');
  const unknown = wanted?.filter((name) => !rowNames.some((known) => known === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`there is no row ${unknown.join(', ')}; rows: ${rowNames.join(', ')}`);
  const scale = countOf('scale', values.scale, 1, 10);
  return {
    rows: wanted ? rowNames.filter((name) => wanted.includes(name)) : scale > 1 ? growthRowNames : rowNames,
    rounds: countOf('rounds', values.rounds ?? (quick ? '2' : '5'), 1, 100),
    scale,
    quick,
    profile,
    list,
  };
};
