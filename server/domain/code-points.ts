/** Where a text's code points are among its UTF-16 code units, in which JavaScript and the DOM count. */
type CodePoints = {
  /** How many there are. */
  length: number;
  /** The code point at which a place in code units is. */
  fromUnits: (units: number) => number;
  /** The place in code units of a code point. */
  toUnits: (points: number) => number;
};

/** How many of ascending numbers are below a limit. */
const countBelow = (ascending: readonly number[], limit: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Counts a text in code points, as Python and most services do: a character beyond the basic plane is one and not two. */
export const codePointsOf = (text: string): CodePoints => {
  const pairs = Array.from(text.matchAll(/[\u{10000}-\u{10ffff}]/gu), ({ index }) => index);
  const asPoints = pairs.map((at, i) => at - i);
  return {
    length: text.length - pairs.length,
    fromUnits: (units) => units - countBelow(pairs, units),
    toUnits: (points) => points + countBelow(asPoints, points),
  };
};
