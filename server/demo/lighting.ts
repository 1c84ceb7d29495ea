import { digitPixels } from './digits.ts';

/** How the digits that the line brings can change while it runs. */
export const drifts = ['lighting'] as const;
export type Drift = (typeof drifts)[number];

/** How many digits come in as they were before they change. */
export const driftAfter = 4_000;

const edge = Math.sqrt(digitPixels);
/** How far the camera has slipped, in radians, and what its lamp has left: a grey veil over paper and ink. */
const turn = (40 * Math.PI) / 180;
const veil = 40;

/** A digit's `digitPixels` bytes as they come in under a lamp that is failing, by a camera that has slipped. */
export const underFailingLamp = (image: Uint8Array): Uint8Array => {
  const middle = (edge - 1) / 2;
  const [sine, cosine] = [Math.sin(turn), Math.cos(turn)];
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= edge || column >= edge ? 0 : (image[row * edge + column] ?? 0);
  return Uint8Array.from(image, (_, i) => {
    const [y, x] = [Math.floor(i / edge) - middle, (i % edge) - middle];
    const row = middle + y * cosine - x * sine;
    const column = middle + y * sine + x * cosine;
    const [top, left] = [Math.floor(row), Math.floor(column)];
    const [down, right] = [row - top, column - left];
    const ink =
      (at(top, left) * (1 - right) + at(top, left + 1) * right) * (1 - down) +
      (at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right) * down;
    return Math.round(veil + (ink * (255 - veil)) / 255);
  });
};
