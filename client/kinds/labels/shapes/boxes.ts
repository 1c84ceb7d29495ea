import { t } from '@lingui/core/macro';
import { shapesKind } from './shapes-kind.ts';

/** Upright boxes on an image. */
export const boxes = shapesKind('boxes', t`Boxes`, t`A box around each thing on an image`);
