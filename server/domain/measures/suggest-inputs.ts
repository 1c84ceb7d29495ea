import { mostCategories, mostInputs, type MonitoredInput } from './inputs.ts';

type Value = string | number | boolean | null;

/** As many significant digits as bounds are rounded outwards to. */
const digits = 2;

const outwards = (x: number, round: (x: number) => number): number => {
  if (x === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(x))) - digits + 1);
  return Number((round(Number((x / step).toPrecision(12))) * step).toPrecision(digits + 1));
};

/** Bounds that hold all of the numbers, with a tenth of their range to spare on either side; never below 0 without need. */
const boundsOf = (numbers: readonly number[]): { low: number | null; high: number | null } => {
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  if (least === most) return { low: null, high: null };
  const spare = (most - least) / 10;
  const low = outwards(least - spare, Math.floor);
  return { low: least >= 0 ? Math.max(0, low) : low, high: outwards(most + spare, Math.ceil) };
};

const inputOf = (name: string, values: readonly Value[]): MonitoredInput | null => {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const numbers = known.filter((value) => typeof value === 'number');
  if (numbers.length === known.length) return { name, type: 'number', ...boundsOf(numbers) };
  const categories = [...new Set(known.map(String))].toSorted();
  // More than can be known are free texts.
  return categories.length > mostCategories ? null : { name, type: 'category', known: categories };
};

/** What could be declared of the inputs that these items came with: the names that most of them have first. */
export const suggestInputs = (latest: readonly Readonly<Record<string, Value>>[]): MonitoredInput[] => {
  const values = new Map<string, Value[]>();
  for (const inputs of latest)
    for (const [name, value] of Object.entries(inputs)) {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  return [...values]
    .toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .flatMap(([name, all]) => inputOf(name, all) ?? [])
    .slice(0, mostInputs);
};
