import { shapesKind } from './shapes-kind.ts';

/** Polygons on an image. */
export const polygons = shapesKind('polygons', 'Polygons', 'An outline of each thing on an image');
