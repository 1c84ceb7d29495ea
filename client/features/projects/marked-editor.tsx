import { t } from '@lingui/core/macro';
import { NumberInput, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MarkedStretches } from '../../../server/domain/label-schema.ts';
import { ClassListEditor } from './class-list-editor.tsx';
import { PercentField } from './percent-field.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

/** What every kind is asked for with whose answers are lists of things marked in an item. */
type Marked = Pick<MarkedStretches, 'classes' | 'min' | 'max' | 'tolerance'>;

type Props = Pick<SchemaEditorProps, 'faults'> & {
  schema: Marked;
  inForce: Marked | null;
  /** What stands below each field's name. */
  words: { least: string; most: string; tolerance: string };
  /** How many there may be at all. */
  cap?: number;
  /** Told what changes. */
  onChange: (change: Partial<Marked>) => void;
  /** What stands between the classes and the fields. */
  above?: ReactNode;
  /** When two of them mean the same. */
  children: ReactNode;
};

/** Edits as what things are marked in an item, how many, and from what on two answers agree. */
export const MarkedEditor = ({ schema, inForce, faults, words, cap, onChange, above, children }: Props) => (
  <>
    <ClassListEditor
      classes={schema.classes}
      inForce={inForce?.classes ?? null}
      faults={faults}
      least={1}
      onChange={(classes) => onChange({ classes })}
    />
    {above}
    <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md">
      <NumberInput
        label={t`At least`}
        description={words.least}
        min={0}
        max={cap}
        allowDecimal={false}
        value={schema.min}
        error={faults['min']}
        onChange={(min) => onChange({ min: numberOrNull(min) ?? 0 })}
      />
      <NumberInput
        label={t`At most`}
        description={words.most}
        min={1}
        max={cap}
        allowDecimal={false}
        value={schema.max ?? ''}
        error={faults['max']}
        onChange={(max) => onChange({ max: numberOrNull(max) })}
      />
      {children}
      <PercentField
        label={t`Tolerance`}
        description={words.tolerance}
        value={schema.tolerance}
        least={0}
        most={99}
        error={faults['tolerance']}
        onChange={(tolerance) => onChange({ tolerance })}
      />
    </SimpleGrid>
  </>
);
