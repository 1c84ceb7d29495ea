import type { LabelSchema, SchemaOf } from '../../domain/label-schema.ts';
import { told, type Told } from '../../domain/told.ts';
import type { ItemKindName } from '../../domain/words.ts';

type Areas = SchemaOf<'boxes' | 'polygons'>;

/** Whether a schema asks for boxes or polygons. */
const isOfAreas = (schema: LabelSchema): schema is Areas =>
  schema.kind === 'boxes' || schema.kind === 'polygons';

/** Why a form of boxes and polygons on images cannot take such items and labels; null: it can. */
export const areaMisfit = (itemKind: ItemKindName, schema: LabelSchema): Told | null =>
  itemKind === 'image' && isOfAreas(schema) ? null : told`takes images with boxes or polygons alone`;
