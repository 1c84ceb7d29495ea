import { lazy, Suspense, useEffect } from 'react';
import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import type { ShapeKindName } from '../../../../server/domain/shapes.ts';
import { usePlace } from '../../items/place.ts';
import type { CanvasProps } from '../label-kind.ts';

type Props = Omit<CanvasProps, 'schema'> & { schema: OfShapes & { kind: ShapeKindName } };

// The library that draws is only loaded where something is.
const ShapeDrawing = lazy(() => import('./shape-drawing.tsx'));

/** Tells the pen how large the image is, once it is known. */
const SizeForPen = ({ disabled, pen, onPen }: Pick<Props, 'disabled' | 'pen' | 'onPen'>) => {
  const size = usePlace()?.size;
  const known = pen.size !== null;
  useEffect(() => {
    if (size && !disabled && !known) onPen({ size });
  }, [size, disabled, known, onPen]);
  return null;
};

/** An image that shapes are drawn on. */
export const ShapesCanvas = ({
  Large,
  schema,
  suggestion,
  draft,
  disabled,
  pen,
  onDraft,
  onPen,
  ...shown
}: Props) => (
  <Large {...shown} still={!pen.moves && !disabled}>
    <SizeForPen {...{ disabled, pen, onPen }} />
    <Suspense fallback={null}>
      <ShapeDrawing {...{ schema, suggestion, draft, disabled, pen, onDraft, onPen }} />
    </Suspense>
  </Large>
);
