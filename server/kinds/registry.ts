import type { LabelSchema } from '../domain/label-schema.ts';
import type { ItemKindName, Json, LabelKindName } from '../domain/words.ts';
import type { ItemKind } from './item-kind.ts';
import { audio } from './item-kinds/audio.ts';
import { image } from './item-kinds/image.ts';
import { table } from './item-kinds/table.ts';
import { text as textItem } from './item-kinds/text.ts';
import { video } from './item-kinds/video.ts';
import type { LabelKind } from './label-kind.ts';
import { agree } from './agree.ts';
import { form } from './label-kinds/form.ts';
import { simpleKinds } from './label-kinds/simple.ts';
import { told, type Told } from '../domain/told.ts';

/** What can be judged. */
export const itemKinds: Record<ItemKindName, ItemKind> = { image, text: textItem, table, audio, video };

/** What can be answered. */
export const labelKinds: { [K in LabelKindName]: LabelKind<K> } = { ...simpleKinds, form };

/** The kind of a schema. */
export const labelKindOf = ({ kind }: Pick<LabelSchema, 'kind'>): LabelKind => labelKinds[kind] as LabelKind; // takes that schema's like alone

/** What is wrong with an answer under a schema; null where nothing is. */
export const checkLabel = (
  schema: LabelSchema,
  value: Json,
  purpose: 'prediction' | 'decision',
  payload?: Json,
): Told | null => labelKindOf(schema).check(schema, value, purpose, payload);

/** What is wrong with an item's payload where it is answered under a schema; null where nothing is. */
export const itemFault = (schema: LabelSchema, payload: Json): Told | null =>
  labelKindOf(schema).itemFault?.(schema, payload) ?? null;

/** Whether answers are held against the item that they are on. */
export const isOnItem = (schema: LabelSchema): boolean =>
  labelKindOf(schema).readsItem ||
  (schema.kind === 'form' && schema.fields.some((field) => isOnItem(field.schema)));

/** The field of a schema that items of this kind cannot be answered by, as its path; null where all of it fits. */
export const misfit = (schema: LabelSchema, itemKind: ItemKindName): (string | number)[] | null => {
  const { fits } = labelKindOf(schema);
  if (fits !== 'all' && !fits.includes(itemKind)) return ['kind'];
  if (schema.kind !== 'form') return null;
  const at = schema.fields.findIndex((field) => misfit(field.schema, itemKind) !== null);
  return at === -1 ? null : ['fields', at, 'schema', 'kind'];
};

/** What is wrong with a field that such items cannot be answered by. */
export const misfitWords = (itemKind: ItemKindName): Told =>
  told`items of the kind "${itemKind}" cannot be answered so`;

/** Whether two answers agree, within what the schema takes for the same; no answer agrees with none alone. */
export const sameLabel = (schema: LabelSchema, a: Json, b: Json): boolean =>
  a === null || b === null ? a === b : agree(labelKindOf(schema), schema, a, b);
