import { t } from '@lingui/core/macro';
import type { ComponentType } from 'react';
import { keyedClasses, type SchemaOf } from '../../../../server/domain/label-schema.ts';
import { shapesOf, type ShapeKindName } from '../../../../server/domain/shapes.ts';
import type { KeyRow } from '../../items/item-kind.ts';
import type { AskProps, CanvasProps, LabelKind, OverlayProps, ValueProps } from '../label-kind.ts';
import { figures } from './figures.ts';
import { noneKey, pressed } from './press.ts';
import { ShapesAsk } from './shapes-ask.tsx';
import { ShapesCanvas } from './shapes-canvas.tsx';
import { ShapesOverlay } from './shapes-overlay.tsx';
import { ShapesValue } from './shapes-value.tsx';
import { nothing, titleOf } from './words.ts';

type Schema<K extends ShapeKindName> = { [Name in ShapeKindName]: SchemaOf<Name> }[K];

const rowsOf = (kind: ShapeKindName): KeyRow[] => {
  const { words: [one], resized } = figures[kind]; // prettier-ignore
  return [
    [[t`Insert`], t`Add a ${one} in the middle`, false],
    [[',', '.'], t`The ${one} before, and after`, true],
    [['←', '↑', '→', '↓'], t`Move the selected ${one}; faster while held down`, false],
    ...(resized ? ([[['Shift + ←', '↑', '→', '↓'], t`Change its size`, false]] satisfies KeyRow[]) : []),
    ...(kind === 'polygons'
      ? ([
          [
            ['Shift + ,', 'Shift + .'],
            t`A single corner of it, which then is moved, added to or deleted`,
            true,
          ],
        ] satisfies KeyRow[])
      : []),
    [[t`Delete`], t`Delete the selected ${one}`, false],
    [['Esc'], t`Select nothing`, false],
  ];
};

/** What the kinds of shapes on an image have in common. */
export const shapesKind = <K extends ShapeKindName>(
  kind: K,
  title: string,
  description: string,
): LabelKind<K> => ({
  title,
  description,
  steps: 'several',
  // Each takes the schemas of all kinds of shapes.
  Ask: ShapesAsk as ComponentType<AskProps<K>>,
  Value: ShapesValue as ComponentType<ValueProps<K>>,
  Canvas: { image: ShapesCanvas as ComponentType<CanvasProps<K>> },
  Overlay: { image: ShapesOverlay as ComponentType<OverlayProps<K>> },
  titleOf: (schema: Schema<K>, value) => titleOf(schema, value),
  keysOf: (schema: Schema<K>, draft) => {
    const key = noneKey(schema);
    return new Map(key === null || shapesOf(draft).length > 0 ? [] : [[key, []]]);
  },
  keyTitles: (schema: Schema<K>) => [
    ...keyedClasses(schema).map(({ key, title }) => [key, title] as const),
    ...[noneKey(schema)].flatMap((key) => (key === null ? [] : [[key, nothing] as const])),
  ],
  press: (schema: Schema<K>, drawing, key) => pressed<ShapeKindName>(schema, drawing, key),
  drawingKeys: () => rowsOf(kind),
});
