/** A prediction that was judged; weight 1 where none is given (1/π for what was drawn with probability π). */
export type JudgedConfidence = { confidence: number; correct: boolean; weight?: number };

/** A rising line through points: probabilities (rising) at confidences (strictly rising), both in [0,1]. */
export type IsotonicCurve = { confidences: number[]; probabilities: number[] };

type Block = { sum: number; weight: number; length: number };

/**
 * The non-decreasing sequence nearest to the values in weighted least squares, by pooling adjacent violators (Ayer et
 * al. 1955). As many weights, all above 0, as values; 1 each where none are given.
 */
export const isotonicRegression = (values: readonly number[], weights?: readonly number[]): number[] => {
  const blocks: Block[] = [];
  for (const [i, value] of values.entries()) {
    const weight = weights?.[i] ?? 1;
    let block: Block = { sum: value * weight, weight, length: 1 };
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      // Compared without division, as equal means of different blocks must count as equal.
      if (before.sum * block.weight < block.sum * before.weight) break;
      blocks.pop();
      block = {
        sum: before.sum + block.sum,
        weight: before.weight + block.weight,
        length: before.length + block.length,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, weight, length }) => Array<number>(length).fill(sum / weight));
};

/**
 * Fits the probability of being correct as a non-decreasing function of confidence (Zadrozny and Elkan 2002); null
 * where nothing is judged. Only the ends of level stretches are kept.
 */
export const fitIsotonic = (judged: readonly JudgedConfidence[]): IsotonicCurve | null => {
  if (judged.length === 0) return null;
  const at = new Map<number, { correct: number; weight: number }>();
  for (const { confidence, correct, weight = 1 } of judged) {
    const sums = at.get(confidence) ?? { correct: 0, weight: 0 };
    at.set(confidence, {
      correct: sums.correct + (correct ? weight : 0),
      weight: sums.weight + weight,
    });
  }
  const points = [...at].toSorted(([a], [b]) => a - b);
  const fitted = isotonicRegression(
    points.map(([, { correct, weight }]) => correct / weight),
    points.map(([, { weight }]) => weight),
  );
  const ends = points.flatMap(([confidence], i) => {
    const probability = fitted[i] ?? 0;
    const inside = fitted[i - 1] === probability && fitted[i + 1] === probability;
    return inside ? [] : [{ confidence, probability }];
  });
  return {
    confidences: ends.map(({ confidence }) => confidence),
    probabilities: ends.map(({ probability }) => probability),
  };
};

/** The curve's probability at a confidence: linear between its points, level before the first and after the last. */
export const applyIsotonic = ({ confidences, probabilities }: IsotonicCurve, confidence: number): number => {
  const after = confidences.findIndex((x) => x >= confidence);
  const high = probabilities.at(after);
  if (high === undefined) return confidence;
  // Before the first point, and after the last, for which findIndex says −1.
  if (after <= 0) return high;
  const x0 = confidences[after - 1] ?? 0;
  const x1 = confidences[after] ?? 1;
  const low = probabilities[after - 1] ?? 0;
  return low + (high - low) * ((confidence - x0) / (x1 - x0));
};
