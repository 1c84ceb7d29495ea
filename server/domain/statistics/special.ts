/** Converged where a further step changes nothing but the last few bits. */
const epsilon = 1e-16;

/** Takes the place of a zero denominator in Lentz's method. */
const tiny = 1e-300;

// Lanczos's coefficients for g = 7 (Godfrey 2001), good to 15 digits.
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** The natural logarithm of the gamma function of x > 0 (Lanczos 1964), to a relative 1e-14. */
export const lnGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const below = x - 1;
  const base = below + 7.5;
  const series = lanczos.reduce((sum, c, i) => sum + c / (below + i + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (below + 0.5) * Math.log(base) - base + Math.log(series);
};

/**
 * A continued fraction b(0) + a(1)/(b(1) + a(2)/(b(2) + …)) by Lentz's method (Lentz 1976; modified by Thompson and
 * Barnett 1986). `term` gives a and b of each level from 1.
 */
const continuedFraction = (first: number, term: (level: number) => { a: number; b: number }): number => {
  let value = first === 0 ? tiny : first;
  let c = value;
  let d = 0;
  // The square root of the largest parameter is about how many levels it takes: this is enough for counts of 10⁹.
  for (let level = 1; level < 100_000; level += 1) {
    const { a, b } = term(level);
    d = b + a * d;
    c = b + a / c;
    d = 1 / (d === 0 ? tiny : d);
    c = c === 0 ? tiny : c;
    value *= c * d;
    if (Math.abs(c * d - 1) < epsilon) break;
  }
  return value;
};

/** I_x(a, b) by its continued fraction, which converges quickly below the mean. */
const betaBelowMean = (x: number, a: number, b: number): number => {
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  const fraction = continuedFraction(1, (level) => {
    const m = Math.floor(level / 2);
    const numerator =
      level % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return { a: numerator, b: 1 };
  });
  return front / fraction;
};

/** The regularised incomplete beta function I_x(a, b), x in [0,1], a and b > 0 (DLMF 8.17.22). */
export const regularisedBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x > (a + 1) / (a + b + 2) ? 1 - betaBelowMean(1 - x, b, a) : betaBelowMean(x, a, b);
};

/** The x in [0,1] below which a beta(a, b) variable falls with probability p; by bisection, to 1e-16. */
export const betaQuantile = (p: number, a: number, b: number): number => {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (regularisedBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The upper regularised incomplete gamma function Q(a, x), a > 0, x ≥ 0 (DLMF 8.11.4 and 8.9.2). */
export const upperGamma = (a: number, x: number): number => {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < 100_000 && term > sum * epsilon; k += 1) {
      term *= x / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  const fraction = continuedFraction(x + 1 - a, (level) => ({
    a: -level * (level - a),
    b: x + 2 * level + 1 - a,
  }));
  return front / fraction;
};

/** The probability that a χ² variable with so many degrees of freedom is x or more. */
export const chiSquareSurvival = (x: number, degreesOfFreedom: number): number =>
  upperGamma(degreesOfFreedom / 2, x / 2);

/** The probability that a standard normal variable is z or more: ½ erfc(z/√2), in full relative precision above 0. */
export const normalSurvival = (z: number): number =>
  z < 0 ? 1 - normalSurvival(-z) : upperGamma(0.5, (z * z) / 2) / 2;

/** The z below which a standard normal variable falls with probability p in (0,1): 1.959964 for .975. */
export const normalQuantile = (p: number): number => {
  if (p < 0.5) return -normalQuantile(1 - p);
  // Abramowitz and Stegun 26.2.23 to three digits, then Newton's steps to all of them.
  const tail = 1 - p;
  const t = Math.sqrt(-2 * Math.log(tail));
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 4; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    z += (normalSurvival(z) - tail) / density;
  }
  return z;
};

/** The t below which Student's variable falls with probability p in (0,1); degrees of freedom need not be whole. */
export const studentQuantile = (p: number, degreesOfFreedom: number): number => {
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  // t²/(ν + t²) is a beta variable.
  const y = betaQuantile(2 * p - 1, 0.5, degreesOfFreedom / 2);
  return Math.sqrt((degreesOfFreedom * y) / (1 - y));
};
