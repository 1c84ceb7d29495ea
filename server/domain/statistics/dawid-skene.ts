import { total } from './total.ts';

/** One observer's answer on an item: positions of the observer and of the class, from 0. */
export type Rating = { observer: number; value: number };

/** What is judged: a list of ratings for each item, in which an observer may stand more than once. */
export type RatedItems = {
  observers: number;
  classes: number;
  items: readonly (readonly Rating[])[];
};

/** Where the estimation stands after so many iterations. */
export type DawidSkeneProgress = { iterations: number; logLikelihood: number };

/** The estimate: what observers' answers are worth and what the items are. */
export type DawidSkene = DawidSkeneProgress & {
  converged: boolean;
  /** The share of each class among the items. */
  prevalence: number[];
  /** Observer, true class, answered class: how often they answer so; null: they rated no item that may be of the class. */
  confusion: (number[] | null)[][];
  /** Item, class: the probability that the item is of the class. */
  posterior: number[][];
};

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The share of its ratings that each class got; all alike for an item nobody rated. */
const voteShares = (ratings: readonly Rating[], classes: number): number[] =>
  indices(classes).map((c) =>
    ratings.length === 0 ? 1 / classes : ratings.filter(({ value }) => value === c).length / ratings.length,
  );

/** Prevalence and confusions that make the posteriors most likely. */
const maximise = ({ observers, classes, items }: RatedItems, posterior: readonly number[][]) => {
  const prevalence = indices(classes).map(
    (c) => total(posterior.map((shares) => shares[c] ?? 0)) / Math.max(items.length, 1),
  );
  const weights = indices(observers).map(() => indices(classes).map(() => Array<number>(classes).fill(0)));
  for (const [i, ratings] of items.entries())
    for (const { observer, value } of ratings)
      for (const [c, row] of (weights[observer] ?? []).entries())
        row[value] = (row[value] ?? 0) + (posterior[i]?.[c] ?? 0);
  const confusion = weights.map((rows) =>
    rows.map((row) => {
      const sum = total(row);
      return sum === 0 ? null : row.map((weight) => weight / sum);
    }),
  );
  return { prevalence, confusion };
};

/** Posteriors under the prevalence and confusions, and how likely those make the ratings. */
const expect = (
  { items }: RatedItems,
  { prevalence, confusion }: Pick<DawidSkene, 'prevalence' | 'confusion'>,
) => {
  const logPrevalence = prevalence.map(Math.log);
  const logConfusion = confusion.map((rows) => rows.map((row) => row?.map(Math.log)));
  let logLikelihood = 0;
  const posterior = items.map((ratings) => {
    const logs = logPrevalence.map((prior, c) =>
      ratings.reduce(
        (sum, { observer, value }) => sum + (logConfusion[observer]?.[c]?.[value] ?? -Infinity),
        prior,
      ),
    );
    // Relative to the likeliest class, so that many ratings do not vanish in exp.
    const most = Math.max(...logs);
    const shares = logs.map((log) => Math.exp(log - most));
    const sum = total(shares);
    logLikelihood += most + Math.log(sum);
    return shares.map((share) => share / sum);
  });
  return { posterior, logLikelihood };
};

/**
 * Estimates observers' confusions and items' classes without knowing any truth, by expectation-maximisation from vote
 * shares (Dawid and Skene 1979, Applied Statistics 28, 20–28). Yields after each iteration, so that its caller may show
 * progress or stop; ends when the log-likelihood (natural, over all ratings) grows by less than `tolerance`.
 */
export function* dawidSkene(
  rated: RatedItems,
  { tolerance = 1e-9, most = 1000 }: { tolerance?: number; most?: number } = {},
): Generator<DawidSkeneProgress, DawidSkene> {
  let posterior = rated.items.map((ratings) => voteShares(ratings, rated.classes));
  let logLikelihood = -Infinity;
  for (let iterations = 1; ; iterations += 1) {
    const model = maximise(rated, posterior);
    const next = expect(rated, model);
    const converged = next.logLikelihood - logLikelihood < tolerance;
    ({ posterior, logLikelihood } = next);
    if (converged || iterations >= most) return { iterations, logLikelihood, converged, ...model, posterior };
    yield { iterations, logLikelihood };
  }
}
