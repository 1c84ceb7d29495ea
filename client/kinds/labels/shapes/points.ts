import { t } from '@lingui/core/macro';
import { shapesKind } from './shapes-kind.ts';

/** Points on an image. */
export const points = shapesKind('points', t`Points`, t`A point on each thing on an image`);
