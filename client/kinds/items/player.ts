import { t } from '@lingui/core/macro';
import type { ItemOrder, KeyRow } from './item-kind.ts';

/** What can be asked of an item that plays, by key or button. */
export type PlayerOrder =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'slower'
  | 'faster'
  | 'normal'
  | 'loop'
  | 'mute'
  | 'frame_back'
  | 'frame_forward';

/** The keys of items that play. Answers win over them, and they over the other keys of the desk. */
export const playerKeys: Readonly<Record<string, PlayerOrder>> = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  '-': 'slower',
  '+': 'faster',
  '=': 'faster',
  '0': 'normal',
  l: 'loop',
  m: 'mute',
};

/** The keys of films, which have frames besides. */
export const filmKeys: Readonly<Record<string, PlayerOrder>> = {
  ...playerKeys,
  ',': 'frame_back',
  '.': 'frame_forward',
};

/** The same for the list of keys. */
export const playerKeyRows: KeyRow[] = [
  [[t`Space`], t`Play, pause`, true],
  [['←', '→'], t`Back and forward`, false],
  [['−', '+'], t`Slower, faster`, true],
  [['0'], t`At its own speed`, true],
  [['L'], t`Loop`, true],
  [['M'], t`Mute`, true],
];

export const filmKeyRows: KeyRow[] = [...playerKeyRows, [[',', '.'], t`Back and forward by a frame`, true]];

/** Orders that a key held down gives again and again. */
export const repeatable: ReadonlySet<ItemOrder> = new Set([
  'back',
  'forward',
  'frame_back',
  'frame_forward',
  'brighter',
  'darker',
  'more_contrast',
  'less_contrast',
]);

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The next speed up (1) or down (−1); the outermost stay. */
export const nextSpeed = (speed: number, step: 1 | -1): number =>
  (step === 1 ? speeds.find((s) => s > speed) : speeds.findLast((s) => s < speed)) ?? speed;

/** Seconds by which a key or button moves on: a twentieth of the whole, from half a second to five. */
export const seekStep = (duration: number): number =>
  Number.isFinite(duration) ? Math.min(5, Math.max(0.5, duration / 20)) : 5;

/** The time in the middle of the frame that is so many after the one at a time, so that rounding never shows another. */
export const frameTime = (time: number, frames: number, fps: number): number =>
  (Math.max(0, Math.floor(time * fps + 1e-6) + frames) + 0.5) / fps;

/** Seconds as people read them: 0:03.2, 12:05.0, 1:02:03.4. */
export const timeText = (seconds: number): string => {
  const tenths = Math.floor(seconds * 10 + 1e-6);
  const [s, m, h] = [
    Math.floor(tenths / 10) % 60,
    Math.floor(tenths / 600) % 60,
    Math.floor(tenths / 36_000),
  ];
  const two = (n: number) => String(n).padStart(2, '0');
  return `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}.${tenths % 10}`;
};
