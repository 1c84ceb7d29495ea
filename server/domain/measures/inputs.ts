import { evenCell, logCell } from './cells.ts';
import type { MeasureChange } from './metrics.ts';

/** A project has so many declared inputs, and a category so many known values, at most. */
export const mostInputs = 20;
export const mostCategories = 50;

/** A number that model services send along with items; null bounds: anything is in range. */
export type MonitoredNumber = {
  name: string;
  type: 'number';
  low: number | null;
  high: number | null;
  /** What it is measured in. */
  unit?: string | undefined;
};
/** A category, with the values that are known of it. */
export type MonitoredCategory = { name: string; type: 'category'; known: string[] };

/** An input that a lead has declared, and that is measured therefore. */
export type MonitoredInput = MonitoredNumber | MonitoredCategory;

/** Bins of what is no number and no known category: nothing of the declared type was sent; a category not declared. */
export const missing = 'missing';
export const unseen = 'unseen';

/** The bin of a known category. */
export const binOfCategory = (category: string): string => `=${category}`;

/** The category that a bin counts; null: it counts none. */
export const categoryOfBin = (bin: string): string | null => (bin.startsWith('=') ? bin.slice(1) : null);

type Value = string | number | boolean | null | undefined;
type Change = Omit<MeasureChange, 'modelVersionId'>;

const numberMeasures = ({ name, low, high }: MonitoredNumber, x: number): Change[] => {
  const bin = low !== null && high !== null && low < high ? evenCell(x, { low, high }) : logCell(x);
  const counted: Change = { metric: 'input', part: name, bin, n: 1, sum: x };
  const outside = (side: 'below' | 'above'): Change[] => [
    counted,
    { metric: 'outside', part: name, bin: side, n: 1, sum: 0 },
  ];
  if (low !== null && x < low) return outside('below');
  return high !== null && x > high ? outside('above') : [counted];
};

const binOf = (input: MonitoredCategory, value: Value): string => {
  if (value === null || value === undefined) return missing;
  return input.known.includes(String(value)) ? binOfCategory(String(value)) : unseen;
};

/** What the value of a declared input adds to the measures. */
export const inputMeasures = (input: MonitoredInput, value: Value): Change[] => {
  if (input.type === 'number' && typeof value === 'number') return numberMeasures(input, value);
  const bin = input.type === 'number' ? missing : binOf(input, value);
  return [{ metric: 'input', part: input.name, bin, n: 1, sum: 0 }];
};
