import { t } from '@lingui/core/macro';
import { Checkbox } from '@mantine/core';
import type { MarkedStretches } from '../../../server/domain/label-schema.ts';
import { MarkedEditor } from './marked-editor.tsx';
import { PercentField } from './percent-field.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

type Props = Pick<SchemaEditorProps, 'faults'> & {
  schema: MarkedStretches;
  inForce: MarkedStretches | null;
  onChange: (schema: MarkedStretches) => void;
};

/** Edits what stretches of an item are marked as, how many, and which two answers mean the same. */
const MarksEditor = ({ schema, onChange, ...rest }: Props) => (
  <MarkedEditor
    {...rest}
    schema={schema}
    words={{
      least: t`Marks in an answer; 0: that there is nothing is an answer too`,
      most: t`Empty: any number`,
      tolerance: t`Two answers agree where no more of their marks are without a match`,
    }}
    onChange={(change) => onChange({ ...schema, ...change })}
    above={
      <Checkbox
        mt="md"
        label={t`Marks may overlap`}
        checked={schema.overlaps}
        onChange={(event) => onChange({ ...schema, overlaps: event.currentTarget.checked })}
      />
    }
  >
    <PercentField
      label={t`Overlap of two that match`}
      description={t`What they share of what they cover together; 100 %: just the same`}
      value={schema.iou}
      least={1}
      error={rest.faults['iou']}
      onChange={(iou) => onChange({ ...schema, iou })}
    />
  </MarkedEditor>
);

export const SpansEditor = ({ onChange, ...props }: SchemaEditorProps<'spans'>) => (
  <MarksEditor {...props} onChange={(marks) => onChange({ ...marks, kind: 'spans' })} />
);

export const RangesEditor = ({ onChange, ...props }: SchemaEditorProps<'ranges'>) => (
  <MarksEditor {...props} onChange={(marks) => onChange({ ...marks, kind: 'ranges' })} />
);
