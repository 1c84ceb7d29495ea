import type { PipelineStep } from '../pipeline/steps.ts';
import type { MonitoredInput } from './inputs.ts';

/** What monitoring shows of every project, a row of charts each; declared inputs and steps follow, a row each. */
export const fixedRows = ['traffic', 'output', 'model', 'people'] as const;
export type FixedRow = (typeof fixedRows)[number];

/** A row by its name: a fixed one, or `input:` or `step:` and the name of an input or a step. */
export type MonitoringRow = string;

/** How a project wants them: those that were put in order, and those that it does not want to see. */
export type MonitoringRows = { order: MonitoringRow[]; hidden: MonitoringRow[] };

/** The row of a declared input. */
export const rowOfInput = (name: string): MonitoringRow => `input:${name}`;

/** The row of a step. */
export const rowOfStep = (name: string): MonitoringRow => `step:${name}`;

/** All rows of a project in their order; those that nobody has put anywhere come last, as they are declared. */
export const rowsInOrder = (
  { order, hidden }: MonitoringRows,
  inputs: readonly Pick<MonitoredInput, 'name'>[],
  steps: readonly Pick<PipelineStep, 'name'>[] = [],
): { row: MonitoringRow; isShown: boolean }[] => {
  const all = [
    ...fixedRows,
    ...inputs.map(({ name }) => rowOfInput(name)),
    ...steps.map(({ name }) => rowOfStep(name)),
  ];
  const placed = [...new Set(order)].filter((row) => all.includes(row));
  return [...placed, ...all.filter((row) => !placed.includes(row))].map((row) => ({
    row,
    isShown: !hidden.includes(row),
  }));
};
