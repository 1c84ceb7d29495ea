import { shapesKind } from './shapes-kind.ts';

/** Points on an image. */
export const points = shapesKind('points', 'Points', 'A point on each thing on an image');
