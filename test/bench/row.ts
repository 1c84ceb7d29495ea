import type { Options } from './options.ts';

/** Milliseconds of one operation, from the caller's side. */
export type Latency = { p50: number; p99: number };

/** One side of a comparison: its median over the rounds. */
export type Side = {
  name: string;
  value: number;
  /** What the value counts, as it is printed behind it. */
  unit: '/s' | 'ms' | 'MB' | '% CPU';
  latency?: Latency;
};

/** A ratio that should be reached. */
export type Floor = { atLeast: number } | { atMost: number };

/** One comparison: what ours makes of what the machine can do, both measured in this run. */
export type Line = {
  what: string;
  ours: Side;
  limit: Side;
  /** Median of the rounds' own ratios of ours to limit. */
  ratio: number;
  /** Half of the rounds' ratios lie no further from the median, as a share of it; null: it was measured once. */
  spread: number | null;
  /** Null: the line is there to be read beside others. */
  floor: Floor | null;
  /** What a reader must know of how it was measured. */
  note?: string;
};

/** What a row measures with. */
export type Bench = Options & {
  /** Every file of a run lies in here, and is deleted with it. */
  scratch: string;
  /** A new empty folder there. */
  folder(): string;
  /**
   * Items of the growth rows: the size to begin with, and the one that must be no slower. `middle`: one between them, with
   * `--scale`.
   */
  sizes: { small: number; middle: number | null; large: number };
  /** A length of time for this run: `--quick` shortens it. Seconds. */
  seconds(full: number): number;
};

/** One row of the table, which may have several lines. Throws where a measurement was not valid. */
export type Row = { title: string; measure(bench: Bench): Promise<Line[]> };

/** Work done once a run, however many rows ask for it. */
export const oncePerRun = <T>(work: (bench: Bench) => Promise<T>): ((bench: Bench) => Promise<T>) => {
  const done = new WeakMap<Bench, Promise<T>>();
  return (bench) => {
    const known = done.get(bench) ?? work(bench);
    done.set(bench, known);
    return known;
  };
};
