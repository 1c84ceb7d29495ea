import { t } from '@lingui/core/macro';
import { Checkbox, NumberInput, Stack } from '@mantine/core';
import { longestDue } from '../../../server/domain/due.ts';
import type { DraftPolicy } from './draft.ts';
import { LevelField } from './level-field.tsx';
import type { DraftFaults } from './read-draft.ts';

type Props = {
  draft: DraftPolicy;
  faults: DraftFaults;
  onChange: (changes: Partial<Pick<DraftPolicy, 'dueMinutes' | 'raiseAfter'>>) => void;
};

/** By when reviews are to be decided, and when those that wait are raised. */
export const LevelFields = ({ draft: { dueMinutes, raiseAfter, rules }, faults, onChange }: Props) => (
  <Stack gap="md">
    <Checkbox
      label={t`Reviews are due`}
      description={t`A rule may say otherwise of its items.`}
      checked={dueMinutes !== null}
      onChange={(event) => onChange({ dueMinutes: event.currentTarget.checked ? 60 : null })}
    />
    {dueMinutes !== null && (
      <NumberInput
        label={t`Minutes until a review is due`}
        description={t`From when it is made.`}
        maw={260}
        min={1}
        max={longestDue}
        allowDecimal={false}
        value={dueMinutes}
        error={faults.get('dueMinutes')}
        onChange={(next) => onChange({ dueMinutes: next })}
      />
    )}
    {(dueMinutes !== null || rules.some((rule) => rule.dueMinutes !== null)) && (
      <LevelField
        asPercent
        label={t`Raised after`}
        description={t`The share of that time after which what still waits goes before all other priorities.`}
        value={raiseAfter}
        error={faults.get('raiseAfter')}
        onChange={(next) => onChange({ raiseAfter: next })}
      />
    )}
  </Stack>
);
