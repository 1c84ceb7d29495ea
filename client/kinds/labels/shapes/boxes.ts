import { shapesKind } from './shapes-kind.ts';

/** Upright boxes on an image. */
export const boxes = shapesKind('boxes', 'Boxes', 'A box around each thing on an image');
