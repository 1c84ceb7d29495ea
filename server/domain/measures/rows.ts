import type { MonitoredInput } from './inputs.ts';

/** What monitoring shows of every project, a row of charts each; declared inputs follow, a row each. */
export const fixedRows = ['traffic', 'output', 'model', 'people'] as const;
export type FixedRow = (typeof fixedRows)[number];

/** A row by its name: a fixed one, or `input:` and the name of an input. */
export type MonitoringRow = string;

/** How a project wants them: those that were put in order, and those that it does not want to see. */
export type MonitoringRows = { order: MonitoringRow[]; hidden: MonitoringRow[] };

/** The row of a declared input. */
export const rowOfInput = (name: string): MonitoringRow => `input:${name}`;

/** All rows of a project in their order; those that nobody has put anywhere come last, as they are declared. */
export const rowsInOrder = (
  { order, hidden }: MonitoringRows,
  inputs: readonly Pick<MonitoredInput, 'name'>[],
): { row: MonitoringRow; isShown: boolean }[] => {
  const all = [...fixedRows, ...inputs.map(({ name }) => rowOfInput(name))];
  const placed = [...new Set(order)].filter((row) => all.includes(row));
  return [...placed, ...all.filter((row) => !placed.includes(row))].map((row) => ({
    row,
    isShown: !hidden.includes(row),
  }));
};
