import { height, width, type Box } from './surface.ts';

/** A place that differs from what is around it, with what can be measured of it. */
export type Blob = Box & {
  /** What a detector goes by: size, length, slenderness, and how much lighter or darker it is, in units of the noise. */
  features: number[];
};

/** The mean over squares of `2 × radius + 1` pixels around each, cut at the edges. */
const blurred = (pixels: Float32Array, radius: number): Float32Array => {
  const across = width + 1;
  const sums = new Float64Array(across * (height + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0, row = 0; x < width; x += 1) {
      row += pixels[y * width + x] ?? 0;
      sums[(y + 1) * across + x + 1] = (sums[y * across + x + 1] ?? 0) + row;
    }
  const means = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(y - radius, 0);
    const bottom = Math.min(y + radius + 1, height);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(x - radius, 0);
      const right = Math.min(x + radius + 1, width);
      const sum =
        (sums[bottom * across + right] ?? 0) -
        (sums[top * across + right] ?? 0) -
        (sums[bottom * across + left] ?? 0) +
        (sums[top * across + left] ?? 0);
      means[y * width + x] = sum / ((right - left) * (bottom - top));
    }
  }
  return means;
};

/** A typical size of the values, of which few may be of another kind: the median of their sizes, as a standard deviation. */
const spreadOf = (values: Float32Array): number => {
  const sizes = values
    .filter((_, i) => i % 7 === 0)
    .map(Math.abs)
    .sort();
  return 1.4826 * (sizes[Math.floor(sizes.length / 2)] ?? 1);
};

/** All pixels that hang together with the first, at most two apart, and lie on the same side. */
const flood = (levels: Float32Array, first: number, from: number, seen: Uint8Array): number[] => {
  const side = Math.sign(levels[first] ?? 0);
  const found = [first];
  seen[first] = 1;
  for (let next = 0; next < found.length; next += 1) {
    const at = found[next] ?? 0;
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let ny = Math.max(y - 2, 0); ny <= Math.min(y + 2, height - 1); ny += 1)
      for (let nx = Math.max(x - 2, 0); nx <= Math.min(x + 2, width - 1); nx += 1) {
        const i = ny * width + nx;
        if (seen[i] || (levels[i] ?? 0) * side < from) continue;
        seen[i] = 1;
        found.push(i);
      }
  }
  return found;
};

const measured = (found: number[], levels: Float32Array): Blob => {
  const xs = found.map((i) => i % width);
  const ys = found.map((i) => Math.floor(i / width));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const xx = mean(xs.map((x) => (x - mx) ** 2)) + 1 / 12;
  const yy = mean(ys.map((y) => (y - my) ** 2)) + 1 / 12;
  const xy = mean(xs.map((x, i) => (x - mx) * ((ys[i] ?? 0) - my)));
  const root = Math.sqrt((xx - yy) ** 2 / 4 + xy ** 2);
  const [long, short] = [(xx + yy) / 2 + root, Math.max((xx + yy) / 2 - root, 1 / 12)];
  const level = mean(found.map((i) => levels[i] ?? 0));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return {
    x,
    y,
    width: Math.max(...xs) - x + 1,
    height: Math.max(...ys) - y + 1,
    features: [Math.log(found.length), Math.log(long), Math.log(long / short), level, Math.abs(level)],
  };
};

/** The places of a surface that stand out from the light around them. */
export const blobsOf = (pixels: Float32Array): Blob[] => {
  const around = blurred(pixels, 32);
  const fine = blurred(pixels, 1);
  const differences = fine.map((light, i) => light - (around[i] ?? 0));
  const spread = spreadOf(differences);
  const levels = differences.map((difference) => difference / spread);
  const seen = new Uint8Array(levels.length);
  const blobs: Blob[] = [];
  levels.forEach((level, i) => {
    if (seen[i] || Math.abs(level) < 4) return;
    const found = flood(levels, i, 2.5, seen);
    if (found.length >= 6) blobs.push(measured(found, levels));
  });
  return blobs;
};
