import { borrowed, type Estimate, estimateOf } from './estimate.ts';

/** A number x in [0,1] of a reviewed item, and its review probability π in (0,1]. */
export type Drawn = { x: number; pi: number };

/** Σw, Σwx, Σw², Σw²x and Σw²x² with w = 1/π. */
type Sums = { w: number; wx: number; ww: number; wwx: number; wwxx: number };

const add = (sums: Sums, x: number, w: number): Sums => ({
  w: sums.w + w,
  wx: sums.wx + w * x,
  ww: sums.ww + w ** 2,
  wwx: sums.wwx + w ** 2 * x,
  wwxx: sums.wwxx + (w * x) ** 2,
});

const ratio = ({ w, wx, ww, wwx, wwxx }: Sums) => {
  const value = wx / w;
  const squares = wwxx - 2 * value * wwx + value ** 2 * ww;
  return { value, standardError: Math.sqrt(Math.max(squares, 0)) / w };
};

/**
 * The mean of x over all items, Σ(x/π)/Σ(1/π) over the reviewed ones (Hájek 1971), with the interval of `estimateOf`: of
 * numbers that are 0 or 1 it is that of `hajek`. Null without any.
 */
export const weightedMean = (drawn: readonly Drawn[], confidence = 0.95): Estimate | null => {
  if (drawn.length === 0) return null;
  const sums = drawn.reduce((before, { x, pi }) => add(before, x, 1 / pi), {
    w: 0,
    wx: 0,
    ww: 0,
    wwx: 0,
    wwxx: 0,
  });
  const typical = sums.ww / sums.w;
  const lent = add(add(sums, 0, borrowed * typical), 1, borrowed * typical);
  return estimateOf({ ...ratio(sums), reviewed: drawn.length }, ratio(lent), confidence);
};
