import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { ItemKindName, LabelKindName } from '../../server/domain/words.ts';
import { form } from './labels/form.tsx';
import type { LabelKind, ValueProps } from './labels/label-kind.ts';
import { simpleKinds } from './labels/simple-kinds.ts';

/** How each kind of label is asked for and shown. */
export const labelKinds: { [K in LabelKindName]: LabelKind<K> } = { ...simpleKinds, form };

/** The kind of a schema. */
export const labelKindOf = ({ kind }: Pick<LabelSchema, 'kind'>): LabelKind => labelKinds[kind] as LabelKind; // takes that schema's like alone

/** Whether answers under a schema, or to a field of it, can be shown on items of a kind. */
export const isShownOn = (schema: LabelSchema, itemKind: ItemKindName): boolean =>
  schema.kind === 'form'
    ? schema.fields.some((field) => isShownOn(field.schema, itemKind))
    : labelKindOf(schema).Overlay?.[itemKind] !== undefined;

/** A label's value as a small chip, or in words. */
export const LabelValue = (props: ValueProps) => {
  const { Value } = labelKindOf(props.schema);
  return <Value {...props} />;
};
