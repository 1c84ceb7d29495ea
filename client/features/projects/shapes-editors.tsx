import { t } from '@lingui/core/macro';
import { inSentence } from '../../ui/in-sentence.ts';
import { NumberInput, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import { mostShapes, type ShapeKindName } from '../../../server/domain/shapes.ts';
import { ClassListEditor } from './class-list-editor.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

const percentOf = (share: number): number => Number((share * 100).toFixed(2));

type Props = Pick<SchemaEditorProps<ShapeKindName>, 'schema' | 'faults' | 'inForce'> & {
  several: string;
  /** Told what changes. */
  onChange: (change: Partial<SchemaOf<ShapeKindName>>) => void;
  /** When two of them mean the same. */
  children: ReactNode;
};

/** Edits the classes of shapes, how many are drawn, and from what on two answers agree. */
const ShapesEditor = ({ schema, faults, inForce, several, onChange, children }: Props) => (
  <>
    <ClassListEditor
      classes={schema.classes}
      inForce={inForce?.classes ?? null}
      faults={faults}
      least={1}
      onChange={(classes) => onChange({ classes })}
    />
    <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md">
      <NumberInput
        label={t`At least`}
        description={t`${several} that must be drawn; 0: nothing to mark is an answer too`}
        min={0}
        max={mostShapes}
        allowDecimal={false}
        value={schema.min}
        error={faults['min']}
        onChange={(min) => onChange({ min: numberOrNull(min) ?? 0 })}
      />
      <NumberInput
        label={t`At most`}
        description={t`Empty: any number up to ${mostShapes}`}
        min={1}
        max={mostShapes}
        allowDecimal={false}
        value={schema.max ?? ''}
        error={faults['max']}
        onChange={(max) => onChange({ max: numberOrNull(max) })}
      />
      {children}
      <NumberInput
        label={t`Tolerance`}
        description={t`Two answers agree where no more of their ${inSentence(several)} have no partner`}
        min={0}
        max={99}
        suffix={'\u00a0%'}
        value={percentOf(schema.tolerance)}
        error={faults['tolerance']}
        onChange={(percent) => onChange({ tolerance: (numberOrNull(percent) ?? 0) / 100 })}
      />
    </SimpleGrid>
  </>
);

type OverlapProps = {
  value: number;
  several: string;
  error: string | undefined;
  onChange: (iou: number) => void;
};

const OverlapField = ({ value, several, error, onChange }: OverlapProps) => (
  <NumberInput
    label={t`Overlap`}
    description={t`Two ${inSentence(several)} of a class are the same from this share on: what both cover, of what either covers (IoU)`}
    min={5}
    max={100}
    suffix={'\u00a0%'}
    value={percentOf(value)}
    error={error}
    onChange={(percent) => onChange((numberOrNull(percent) ?? 50) / 100)}
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
