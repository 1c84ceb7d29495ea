import { encode } from 'fast-png';
import type { Box as ClassedBox } from '../../domain/shapes.ts';
import { seededDraws } from '../seeded-draws.ts';

export const width = 480;
export const height = 320;

export type Box = Omit<ClassedBox, 'class'>;

export type Defect = Box & { class: 'scratch' | 'dent' };

/** A piece of a phone's back as a camera sees it: its light, 0 to 255, row by row, and what is wrong with it. */
export type Surface = { pixels: Float32Array; defects: Defect[] };

type Draw = () => number;

const between = (draw: Draw, low: number, high: number): number => low + (high - low) * draw();

/** Light that falls off to one side, a reflection across, and the noise of the camera. */
const blank = (draw: Draw): Float32Array => {
  const [light, fall, tilt] = [between(draw, 95, 135), between(draw, -30, 30), between(draw, -0.6, 0.6)];
  const [at, breadth, shine] = [between(draw, 0, width), between(draw, 120, 220), between(draw, 5, 18)];
  const pixels = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const away = (x + tilt * y - at) / breadth;
      const noise = (draw() + draw() + draw() - 1.5) * 7;
      pixels[y * width + x] = light + fall * (y / height - 0.5) + shine * Math.exp(-away * away) + noise;
    }
  return pixels;
};

/** Adds light around a point, all of it within `radius` and half a pixel less sharp. */
const spot = (pixels: Float32Array, [cx, cy]: [number, number], radius: number, amount: number): void => {
  const reach = Math.ceil(radius + 1);
  for (let y = Math.max(0, Math.floor(cy) - reach); y <= Math.min(height - 1, cy + reach); y += 1)
    for (let x = Math.max(0, Math.floor(cx) - reach); x <= Math.min(width - 1, cx + reach); x += 1) {
      const covered = Math.min(Math.max(radius + 0.5 - Math.hypot(x - cx, y - cy), 0), 1);
      const i = y * width + x;
      pixels[i] = (pixels[i] ?? 0) + amount * covered;
    }
};

const boxAround = (points: [number, number][], margin: number): Box => {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.max(0, Math.floor(Math.min(...xs) - margin));
  const y = Math.max(0, Math.floor(Math.min(...ys) - margin));
  return {
    x,
    y,
    width: Math.min(width, Math.ceil(Math.max(...xs) + margin)) - x,
    height: Math.min(height, Math.ceil(Math.max(...ys) + margin)) - y,
  };
};

/** A bright line, slightly bent, drawn into a layer of its own so that it is nowhere brighter than once. */
const scratch = (pixels: Float32Array, draw: Draw): Defect => {
  const length = between(draw, 40, 180);
  const [angle, bend] = [between(draw, 0, Math.PI), between(draw, -0.5, 0.5)];
  const [thick, bright] = [between(draw, 0.8, 1.8), between(draw, 6, 36)];
  let [x, y] = [between(draw, 60, width - 60), between(draw, 60, height - 60)];
  const points: [number, number][] = [];
  for (let i = 0; i < length && x > 2 && y > 2 && x < width - 2 && y < height - 2; i += 1) {
    points.push([x, y]);
    x += Math.cos(angle + (bend * i) / length);
    y += Math.sin(angle + (bend * i) / length);
  }
  const layer = new Float32Array(width * height);
  for (const point of points) spot(layer, point, thick, bright);
  layer.forEach((amount, i) => {
    if (amount > 0) pixels[i] = (pixels[i] ?? 0) + Math.min(amount, bright);
  });
  return { class: 'scratch', ...boxAround(points, thick + 1) };
};

/** A hollow that lies in shadow. */
const dent = (pixels: Float32Array, draw: Draw): Defect => {
  const [radius, dark] = [between(draw, 8, 20), between(draw, 5, 28)];
  const [cx, cy] = [between(draw, 40, width - 40), between(draw, 40, height - 40)];
  const reach = Math.ceil(1.4 * radius);
  for (let y = Math.max(0, Math.floor(cy) - reach); y < Math.min(height, cy + reach); y += 1)
    for (let x = Math.max(0, Math.floor(cx) - reach); x < Math.min(width, cx + reach); x += 1) {
      const away = Math.hypot(x - cx, y - cy) / radius;
      const i = y * width + x;
      pixels[i] = (pixels[i] ?? 0) - dark * Math.exp(-2 * away ** 4);
    }
  return { class: 'dent', ...boxAround([[cx, cy]], radius) };
};

/** The surface of this number, the same each time: half of them whole, all of them dusty. */
export const surface = (number: number): Surface => {
  const draw = seededDraws(number * 7919 + 1);
  const pixels = blank(draw);
  const defects: Defect[] = [];
  if (draw() < 0.5) {
    const scratches = Math.floor(between(draw, 0, 3));
    for (let i = 0; i < scratches; i += 1) defects.push(scratch(pixels, draw));
    if (scratches === 0 || draw() < 0.3) defects.push(dent(pixels, draw));
  }
  const dust = Math.floor(between(draw, 4, 16));
  for (let i = 0; i < dust; i += 1)
    spot(pixels, [draw() * width, draw() * height], between(draw, 0.6, 2.4), between(draw, 10, 60));
  return { pixels, defects };
};

/** The surface as a PNG, in the blue-grey of the phone. */
export const surfacePng = ({ pixels }: Surface): Uint8Array => {
  const data = new Uint8Array(pixels.length * 3);
  const tints = [0.92, 0.98, 1.07];
  for (let i = 0; i < data.length; i += 1) {
    const light = (pixels[Math.floor(i / 3)] ?? 0) * (tints[i % 3] ?? 1);
    data[i] = Math.min(Math.max(Math.round(light), 0), 255);
  }
  return encode({ width, height, data, depth: 8, channels: 3 });
};
