import { t } from '@lingui/core/macro';
import { shapesKind } from './shapes-kind.ts';

/** Polygons on an image. */
export const polygons = shapesKind('polygons', t`Polygons`, t`An outline of each thing on an image`);
