type Matrix = readonly (readonly number[])[];
type Scaled = { matrix: Matrix; exponent: number };

const scale = 140;

const multiply = (a: Scaled, b: Scaled): Scaled => {
  const matrix = a.matrix.map((row) =>
    row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b.matrix[k]?.[j] ?? 0), 0)),
  );
  const exponent = a.exponent + b.exponent;
  const centre = Math.floor(matrix.length / 2);
  // Powers outgrow doubles: the exponent is kept beside them.
  if ((matrix[centre]?.[centre] ?? 0) <= 10 ** scale) return { matrix, exponent };
  return { matrix: matrix.map((row) => row.map((x) => x / 10 ** scale)), exponent: exponent + scale };
};

const raise = (base: Scaled, power: number): Scaled => {
  if (power === 1) return base;
  const half = raise(base, Math.floor(power / 2));
  const square = multiply(half, half);
  return power % 2 === 0 ? square : multiply(base, square);
};

const factorials = (count: number): number[] => {
  const list = [1];
  for (let k = 1; k <= count; k += 1) list.push((list[k - 1] ?? 1) * k);
  return list;
};

/** P(D < d) of n observations exactly (Marsaglia, Tsang and Wang 2003). */
const exactBelow = (n: number, d: number): number => {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const factorial = factorials(size);
  const cell = (i: number, j: number): number => {
    if (i - j + 1 < 0) return 0;
    let value = 1;
    if (j === 0) value -= h ** (i + 1);
    if (i === size - 1) value -= h ** (size - j);
    if (i === size - 1 && j === 0 && 2 * h - 1 > 0) value += (2 * h - 1) ** size;
    return value / (factorial[i - j + 1] ?? 1);
  };
  const row = Array.from({ length: size }, (_, i) => i);
  const start: Scaled = { matrix: row.map((i) => row.map((j) => cell(i, j))), exponent: 0 };
  const { matrix, exponent } = raise(start, n);
  let value = matrix[k - 1]?.[k - 1] ?? 0;
  let tens = exponent;
  for (let i = 1; i <= n; i += 1) {
    value = (value * i) / n;
    if (value < 10 ** -scale) {
      value *= 10 ** scale;
      tens -= scale;
    }
  }
  return value * 10 ** tens;
};

/** P(D⁺ ≥ d) of n observations exactly: distances to one side only (Smirnov 1944; Birnbaum and Tingey 1951). */
const oneSided = (n: number, d: number): number => {
  let logChoose = 0;
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j += 1) {
    if (j > 0) logChoose += Math.log((n - j + 1) / j);
    const rest = 1 - d - j / n;
    const power = n - j === 0 || rest <= 0 ? 0 : (n - j) * Math.log(rest);
    if (rest > 0) sum += Math.exp(logChoose + power + (j - 1) * Math.log(d + j / n));
  }
  return d * sum;
};

/** Kolmogorov's limit P(K ≥ x) = 2 Σ (−1)^(k−1) e^(−2k²x²), or for small x what it equals by Jacobi's identity. */
const limit = (x: number): number => {
  if (x < 1) {
    const term = (k: number): number => Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * (term(1) + term(2) + term(3));
  }
  const term = (k: number): number => Math.exp(-2 * k * k * x * x);
  return 2 * (term(1) - term(2) + term(3) - term(4));
};

/**
 * The probability that the distance D between a continuous distribution and n observations of it is d or more: exact
 * up to 140 observations and in the far tail, beyond within .0002 (Vrbik 2018).
 */
export const kolmogorovSurvival = (n: number, d: number): number => {
  if (d >= 1) return 0;
  // Both sides cannot be that far off at once, or so rarely that it does not show.
  if (d >= 0.5 || n * d * d > 4) return Math.min(2 * oneSided(n, d), 1);
  if (n <= 140) return Math.min(Math.max(1 - exactBelow(n, d), 0), 1);
  const x = Math.sqrt(n) * d;
  return Math.min(Math.max(limit(x + 1 / (6 * Math.sqrt(n)) + (x - 1) / (4 * n)), 0), 1);
};
