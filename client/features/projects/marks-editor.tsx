import { t } from '@lingui/core/macro';
import { Checkbox, NumberInput, SimpleGrid } from '@mantine/core';
import type { MarkedStretches } from '../../../server/domain/label-schema.ts';
import { ClassListEditor } from './class-list-editor.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

type Props = Pick<SchemaEditorProps, 'faults'> & {
  schema: MarkedStretches;
  inForce: MarkedStretches | null;
  onChange: (schema: MarkedStretches) => void;
};

/** Edits what stretches of an item are marked as, how many, and which two answers mean the same. */
const MarksEditor = ({ schema, onChange, faults, inForce }: Props) => {
  const percent = (name: 'iou' | 'tolerance', label: string, description: string, least: number) => (
    <NumberInput
      label={label}
      description={description}
      min={least}
      max={name === 'iou' ? 100 : 99}
      suffix={'\u00a0%'}
      value={Number((schema[name] * 100).toFixed(2))}
      error={faults[name]}
      onChange={(value) => onChange({ ...schema, [name]: (numberOrNull(value) ?? least) / 100 })}
    />
  );
  return (
    <>
      <ClassListEditor
        classes={schema.classes}
        inForce={inForce?.classes ?? null}
        faults={faults}
        least={1}
        onChange={(classes) => onChange({ ...schema, classes })}
      />
      <Checkbox
        mt="md"
        label={t`Marks may overlap`}
        checked={schema.overlaps}
        onChange={(event) => onChange({ ...schema, overlaps: event.currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md">
        <NumberInput
          label={t`At least`}
          description={t`Marks in an answer; 0: that there is nothing is an answer too`}
          min={0}
          allowDecimal={false}
          value={schema.min}
          error={faults['min']}
          onChange={(min) => onChange({ ...schema, min: numberOrNull(min) ?? 0 })}
        />
        <NumberInput
          label={t`At most`}
          description={t`Empty: any number`}
          min={1}
          allowDecimal={false}
          value={schema.max ?? ''}
          error={faults['max']}
          onChange={(max) => onChange({ ...schema, max: numberOrNull(max) })}
        />
        {percent(
          'iou',
          t`Overlap of two that match`,
          t`What they share of what they cover together; 100 %: just the same`,
          1,
        )}
        {percent(
          'tolerance',
          t`Tolerance`,
          t`Two answers agree where no more of their marks are without a match`,
          0,
        )}
      </SimpleGrid>
    </>
  );
};

export const SpansEditor = ({ onChange, ...props }: SchemaEditorProps<'spans'>) => (
  <MarksEditor {...props} onChange={(marks) => onChange({ ...marks, kind: 'spans' })} />
);

export const RangesEditor = ({ onChange, ...props }: SchemaEditorProps<'ranges'>) => (
  <MarksEditor {...props} onChange={(marks) => onChange({ ...marks, kind: 'ranges' })} />
);
