import { t } from '@lingui/core/macro';
import { inSentence } from '../../ui/in-sentence.ts';
import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import { mostShapes, type ShapeKindName } from '../../../server/domain/shapes.ts';
import { MarkedEditor } from './marked-editor.tsx';
import { PercentField } from './percent-field.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

type Props = Pick<SchemaEditorProps<ShapeKindName>, 'schema' | 'faults' | 'inForce'> & {
  several: string;
  /** Told what changes. */
  onChange: (change: Partial<SchemaOf<ShapeKindName>>) => void;
  /** When two of them mean the same. */
  children: ReactNode;
};

/** Edits the classes of shapes, how many are drawn, and from what on two answers agree. */
const ShapesEditor = ({ several, ...rest }: Props) => (
  <MarkedEditor
    {...rest}
    words={{
      least: t`${several} that must be drawn; 0: nothing to mark is an answer too`,
      most: t`Empty: any number up to ${mostShapes}`,
      tolerance: t`Two answers agree where no more of their ${inSentence(several)} have no partner`,
    }}
    cap={mostShapes}
  />
);

type OverlapProps = {
  value: number;
  several: string;
  error: string | undefined;
  onChange: (iou: number) => void;
};

const OverlapField = ({ several, ...rest }: OverlapProps) => (
  <PercentField
    {...rest}
    label={t`Overlap`}
    description={t`Two ${inSentence(several)} of a class are the same from this share on: what both cover, of what either covers (IoU)`}
    least={5}
    empty={50}
  />
);

/** Edits what boxes are drawn. */
export const BoxesEditor = ({ schema, onChange, ...rest }: SchemaEditorProps<'boxes'>) => (
  <ShapesEditor
    schema={schema}
    several={t`Boxes`}
    onChange={(change) => onChange({ ...schema, ...change, kind: 'boxes' })}
    {...rest}
  >
    <OverlapField
      value={schema.iou}
      several={t`Boxes`}
      error={rest.faults['iou']}
      onChange={(iou) => onChange({ ...schema, iou })}
    />
  </ShapesEditor>
);

/** Edits what polygons are drawn. */
export const PolygonsEditor = ({ schema, onChange, ...rest }: SchemaEditorProps<'polygons'>) => (
  <ShapesEditor
    schema={schema}
    several={t`Polygons`}
    onChange={(change) => onChange({ ...schema, ...change, kind: 'polygons' })}
    {...rest}
  >
    <OverlapField
      value={schema.iou}
      several={t`Polygons`}
      error={rest.faults['iou']}
      onChange={(iou) => onChange({ ...schema, iou })}
    />
  </ShapesEditor>
);

/** Edits what points are drawn. */
export const PointsEditor = ({ schema, onChange, ...rest }: SchemaEditorProps<'points'>) => (
  <ShapesEditor
    schema={schema}
    several={t`Points`}
    onChange={(change) => onChange({ ...schema, ...change, kind: 'points' })}
    {...rest}
  >
    <NumberInput
      label={t`Distance`}
      description={t`Two points of a class are the same where they are no further apart`}
      min={0}
      max={10_000}
      suffix={'\u00a0px'}
      value={schema.distance}
      error={rest.faults['distance']}
      onChange={(distance) => onChange({ ...schema, distance: numberOrNull(distance) ?? 0 })}
    />
  </ShapesEditor>
);
