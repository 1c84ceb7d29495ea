import { t } from '@lingui/core/macro';
import { NumberInput, Radio, Stack } from '@mantine/core';
import { mostInspectors } from '../../../server/domain/consensus.ts';
import type { DraftPolicy } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';

type Part = Pick<DraftPolicy, 'inspectors' | 'consensus' | 'atLeast'>;

type Props = { draft: Part; faults: DraftFaults; onChange: (change: Partial<Part>) => void };

const rules = [
  ['unanimous', t`All agree`, t`One who differs is enough for a lead to be asked.`],
  ['majority', t`More than half agree`, t`The others are outvoted.`],
  ['at_least', t`At least so many agree`, t`And always more than half, so that there are never two winners.`],
] as const;

/** How many inspectors judge an item, and when what they say is a consensus. */
export const InspectorsFields = ({ draft, faults, onChange }: Props) => (
  <Stack gap="md">
    <NumberInput
      label={t`Inspectors for an item`}
      description={t`Who judge it independently of one another, where no rule says otherwise`}
      min={1}
      max={mostInspectors}
      maw={320}
      allowDecimal={false}
      value={draft.inspectors}
      error={faults.get('inspectors')}
      onChange={(inspectors) => onChange({ inspectors })}
    />
    <Radio.Group
      label={t`Their answers are a consensus where`}
      description={t`Two agree as the label schema says: the same class, numbers within the tolerance, forms field by field. The label is the shared answer, the median of numbers, or the answer most alike to the others.`}
      value={draft.consensus}
      onChange={(value) => {
        const chosen = rules.find(([name]) => name === value);
        if (chosen) onChange({ consensus: chosen[0] });
      }}
    >
      <Stack gap="xs" mt="xs">
        {rules.map(([value, label, description]) => (
          <Radio key={value} value={value} label={label} description={description} />
        ))}
      </Stack>
    </Radio.Group>
    {draft.consensus === 'at_least' && (
      <NumberInput
        label={t`Agreeing at least`}
        min={1}
        max={mostInspectors}
        maw={160}
        allowDecimal={false}
        value={draft.atLeast}
        error={faults.get('consensus') ?? faults.get('consensus.atLeast')}
        onChange={(atLeast) => onChange({ atLeast })}
      />
    )}
  </Stack>
);
