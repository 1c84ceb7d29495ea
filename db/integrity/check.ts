import type { Queryable } from '../database.ts';

/** What a check found: so many faults, and the first of them in words. */
export type Finding = { faults: number; examples: string[] };

/** Examples that a finding gives at most. */
export const exampleLimit = 10;

/** Something that must be true of every database. */
export type Check = {
  /** What is checked, in words that follow "wrong:" and "well:". */
  title: string;
  find: (q: Queryable) => Promise<Finding>;
};

/** Gathers faults, the first of them in words. */
export const gatherFaults = (): { add(example: string): void; finding(): Finding } => {
  const finding: Finding = { faults: 0, examples: [] };
  return {
    add: (example) => {
      finding.faults += 1;
      if (finding.examples.length < exampleLimit) finding.examples.push(example);
    },
    finding: () => finding,
  };
};
