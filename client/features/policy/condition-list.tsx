import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ConditionFields } from './condition-fields.tsx';
import { newCondition, type DraftCondition } from './draft.ts';
import type { ClassTitle } from './policy-words.ts';
import type { DraftFaults } from './read-draft.ts';
import classes from './rules.module.css';

type Props = {
  when: readonly DraftCondition[];
  onChange: (when: DraftCondition[]) => void;
  /** Where the list stands in the policy: `rules.0.when`. */
  path: string;
  faults: DraftFaults;
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

/** The conditions of a rule or stratum, all of which must hold. */
export const ConditionList = ({ when, onChange, path, faults, ...choices }: Props) => (
  <Stack gap={6} role="group" aria-label={t`Conditions`}>
    <Text size="sm" fw={500}>
      <Trans>If all of these hold</Trans>
    </Text>
    {when.map((condition, i) => (
      <ConditionFields
        key={condition.id}
        condition={condition}
        number={i + 1}
        path={`${path}.${i}`}
        faults={faults}
        {...choices}
        onChange={(next) => onChange(when.with(i, next))}
        onRemove={() => onChange(when.toSpliced(i, 1))}
      />
    ))}
    {faults.has(path) && (
      <Text size="xs" c="var(--mantine-color-error)">
        {faults.get(path)}
      </Text>
    )}
    <Button
      variant="subtle"
      size="compact-sm"
      className={classes.add}
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={when.length >= 20}
      onClick={() => onChange([...when, newCondition()])}
    >
      <Trans>Add a condition</Trans>
    </Button>
  </Stack>
);
