/** A stretch of the number line to draw on, with the places that are named. */
export type Axis = { from: number; to: number; ticks: number[] };

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25] as const;

/** Without the dust of binary fractions. */
const clean = (x: number): number => Number(x.toFixed(6));

/** The part of 0 to 1 that holds all of these shares, from one round number to another, with at most six ticks. */
export const axisOf = (shares: readonly number[]): Axis => {
  const inside = shares.map((share) => Math.min(1, Math.max(0, share)));
  const [low, high] = inside.length === 0 ? [0, 1] : [Math.min(...inside), Math.max(...inside)];
  for (const step of steps) {
    const first = Math.floor(clean(low / step));
    // A stretch of no length cannot be drawn on.
    const last = Math.max(Math.ceil(clean(high / step)), first + 1);
    if (last - first > 5) continue;
    const shift = last * step > 1 + 1e-9 ? 1 : 0;
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => clean((first - shift + i) * step));
    return { from: clean((first - shift) * step), to: clean((last - shift) * step), ticks };
  }
  return { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
};

/** The stretch that holds all of these numbers, of any size, from one round number to another, with at most six ticks. */
export const axisOver = (numbers: readonly number[]): Axis => {
  if (numbers.length === 0) return { from: 0, to: 1, ticks: [0, 1] };
  const low = numbers.reduce((a, b) => Math.min(a, b));
  const high = numbers.reduce((a, b) => Math.max(a, b));
  const size = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(size / 5));
  const round = (x: number): number => Number(x.toPrecision(10));
  for (const times of [1, 2, 5, 10, 20]) {
    const step = round(times * power);
    const first = Math.floor(round(low / step));
    const last = Math.max(Math.ceil(round(high / step)), first + 1);
    if (last - first > 5) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
    return { from: round(first * step), to: round(last * step), ticks };
  }
  return { from: low, to: high, ticks: [low, high] };
};

/** The stretch around zero that holds both ends, the same to either side. */
export const axisAroundZero = (low: number, high: number): Axis => {
  const reach = Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE) * 1.15;
  return { from: -reach, to: reach, ticks: [0] };
};

/** Where a number stands on an axis, in percent of its length; what lies outside stands at the end. */
export const placeOn = ({ from, to }: Axis, x: number): number =>
  clean(Math.min(100, Math.max(0, ((x - from) / (to - from)) * 100)));
