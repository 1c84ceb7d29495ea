import type { LabelKindName } from '../../server/domain/words.ts';
import { choice } from './labels/choice.tsx';
import type { LabelKind, ValueProps } from './labels/label-kind.ts';

/** How each kind of label is asked for and shown. */
export const labelKinds: { [K in LabelKindName]: LabelKind<K> } = { choice };

/** A label's value as a small chip. */
export const LabelValue = (props: ValueProps) => {
  const { Value } = labelKinds[props.schema.kind];
  return <Value {...props} />;
};
