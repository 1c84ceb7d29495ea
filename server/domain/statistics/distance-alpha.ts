import { jackknifed, type AlphaEstimate } from './alpha-interval.ts';
import { wilson } from './intervals.ts';
import { total } from './total.ts';

/** Answers by the item that each is to, at least two to every item, and how far each is from each: 0 and up. */
export type Distances = { items: readonly number[]; between: readonly (readonly number[])[] };

/** The places of the answers to each item. */
const placesOf = (items: readonly number[]): number[][] => [
  ...Map.groupBy(items.keys(), (i) => items[i]).values(),
];

/** What one item adds: its answers, its own disagreement, and its distances to all and among its own, both ways. */
type Item = { n: number; disagreement: number; toAll: number; within: number };

/** What sums of fractions may be off by. */
const slack = 1e-9;

const alphaOf = (n: number, disagreement: number, distances: number): number | null =>
  distances > slack ? 1 - (disagreement * (n - 1)) / distances : null;

/**
 * Krippendorff's alpha (2011) by any distance between answers, with its interval by the jackknife: 1 is full agreement, 0
 * what chance gives. With the squared difference of numbers it is alpha for measured values, with 0 and 1 for what is equal
 * or not the nominal one. Null where it is not defined, or would not be without some one item.
 */
export const distanceAlphaEstimate = ({ items, between }: Distances): AlphaEstimate | null => {
  const rows = between.map((row) => total(row));
  const each = placesOf(items).map((places): Item => {
    const within = total(places.map((i) => total(places.map((j) => between[i]?.[j] ?? 0))));
    const toAll = total(places.map((i) => rows[i] ?? 0));
    return { n: places.length, disagreement: within / (places.length - 1), toAll, within };
  });
  const n = items.length;
  const disagreement = total(each.map((item) => item.disagreement));
  const distances = total(rows);
  const left = each.map((item) => ({
    alpha: alphaOf(n - item.n, disagreement - item.disagreement, distances - 2 * item.toAll + item.within),
    items: 1,
  }));
  const greatest = between.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), 0);
  const chance = distances / (n * (n - 1)) / greatest;
  return jackknifed(alphaOf(n, disagreement, distances), left, disagreement === 0 ? chance : null);
};

/** How many, and how alike on average, in [0,1] with the 95 % interval; null: of none. */
export type MeanLikeness = { value: number; low: number; high: number };

/**
 * The mean of what lies in [0,1], with Wilson's interval of a share as great: what lies between 0 and 1 varies less than
 * what is either, so that the interval is never too narrow, and it is not empty where all are alike.
 */
export const meanLikeness = (likenesses: readonly number[]): MeanLikeness | null => {
  const n = likenesses.length;
  const sum = Math.min(total(likenesses), n);
  const { low, high } = wilson(sum, n);
  return low === null ? null : { value: sum / n, low, high };
};

/** How alike, on average, the answers to each item are to one another, by their likeness in [0,1]. */
export const likenessWithin = ({ items, between }: Distances): number[] =>
  placesOf(items).map((places) => {
    const pairs = places.length * (places.length - 1);
    return total(places.map((i) => total(places.map((j) => (i === j ? 0 : (between[i]?.[j] ?? 0)))))) / pairs;
  });
