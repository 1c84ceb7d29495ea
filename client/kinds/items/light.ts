import { t } from '@lingui/core/macro';
import type { CSSProperties } from 'react';
import type { KeyRow } from './item-kind.ts';

/** How an image is lit where it is judged, in percent; what was sent is not changed by it. */
export type Light = { brightness: number; contrast: number };

/** What can be asked of the light, by key or button. */
export type LightOrder = 'brighter' | 'darker' | 'more_contrast' | 'less_contrast' | 'plain_light';

/** As it was sent. */
export const plain: Light = { brightness: 100, contrast: 100 };

/** The least and the most of each, in percent. */
export const lightRange = { min: 20, max: 400 } as const;

const step = 20;

/** The keys of the light. Answers win over them, and they over the other keys of the desk. */
export const lightKeys: Readonly<Record<string, LightOrder>> = {
  b: 'brighter',
  d: 'darker',
  c: 'more_contrast',
  v: 'less_contrast',
  n: 'plain_light',
};

/** The same for the list of keys. */
export const lightKeyRows: KeyRow[] = [
  [['B', 'D'], t`Brighter, darker`, true],
  [['C', 'V'], t`More contrast, less`, true],
  [['N'], t`As the image was sent`, true],
];

export const isPlain = ({ brightness, contrast }: Light): boolean => brightness === 100 && contrast === 100;

const kept = (percent: number): number => Math.min(lightRange.max, Math.max(lightRange.min, percent));

/** The light after an order. */
export const lit = ({ brightness, contrast }: Light, order: LightOrder): Light =>
  ({
    brighter: { brightness: kept(brightness + step), contrast },
    darker: { brightness: kept(brightness - step), contrast },
    more_contrast: { brightness, contrast: kept(contrast + step) },
    less_contrast: { brightness, contrast: kept(contrast - step) },
    plain_light: plain,
  })[order];

/** The style of an image in this light; none where it is as it was sent. */
export const lightOf = (light: Light): CSSProperties =>
  isPlain(light) ? {} : { filter: `brightness(${light.brightness}%) contrast(${light.contrast}%)` };
