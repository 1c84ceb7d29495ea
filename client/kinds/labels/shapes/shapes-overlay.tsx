import { lazy, Suspense } from 'react';
import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import type { ShapeKindName } from '../../../../server/domain/shapes.ts';
import type { OverlayProps } from '../label-kind.ts';

type Props = Omit<OverlayProps, 'schema'> & { schema: OfShapes & { kind: ShapeKindName } };

const ShapesPicture = lazy(() => import('./shapes-picture.tsx'));

/** An image with one or more answers drawn on it. */
export const ShapesOverlay = ({ Large, schema, answers, ...shown }: Props) => (
  <Large {...shown}>
    <Suspense fallback={null}>
      <ShapesPicture schema={schema} answers={answers} />
    </Suspense>
  </Large>
);
