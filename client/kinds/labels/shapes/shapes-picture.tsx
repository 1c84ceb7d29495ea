import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import { shapesOf, type ShapeKindName } from '../../../../server/domain/shapes.ts';
import type { OverlayProps } from '../label-kind.ts';
import { classTitle } from '../class-chip.tsx';
import { FigureDrawn } from './figure-drawn.tsx';
import { StageOver } from './stage-over.tsx';

type Props = Pick<OverlayProps, 'answers'> & { schema: OfShapes & { kind: ShapeKindName } };

/** The shapes of several answers over an image, each answer in its colour; the first in a full line, the others dashed. */
const ShapesPicture = ({ schema, answers }: Props) => (
  <StageOver draws={false}>
    {({ scale }) =>
      answers.flatMap(({ name, color, value }, of) =>
        shapesOf(value).map((shape, i) => (
          <FigureDrawn
            key={`${name} ${of} ${i}`}
            shape={shape}
            scale={scale}
            color={color}
            dashed={of > 0}
            label={classTitle(schema.classes, shape.class)}
          />
        )),
      )
    }
  </StageOver>
);

export default ShapesPicture;
