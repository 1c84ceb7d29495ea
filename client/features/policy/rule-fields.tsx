import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { longestDue } from '../../../server/domain/due.ts';
import { mostInspectors } from '../../../server/domain/consensus.ts';
import { ConditionList } from './condition-list.tsx';
import type { Typed } from './draft.ts';
import type { RuleCardProps } from './rule-card.tsx';
import classes from './rules.module.css';
import { SkillField } from './skill-field.tsx';

type OptionalNumberProps = {
  label: string;
  description?: string;
  /** What the number is called. */
  fieldLabel: string;
  /** Null: the rule leaves it alone. */
  value: Typed | null;
  /** What it is at first where the rule sets it. */
  first: number;
  min: number;
  max: number;
  error: string | undefined;
  onChange: (value: Typed | null) => void;
};

const OptionalNumber = ({
  label,
  description,
  fieldLabel,
  value,
  first,
  onChange,
  ...field
}: OptionalNumberProps) => (
  <Group gap="sm" align="center">
    <Checkbox
      label={label}
      description={description}
      checked={value !== null}
      onChange={(event) => onChange(event.currentTarget.checked ? first : null)}
    />
    {value !== null && (
      <NumberInput
        {...field}
        aria-label={fieldLabel}
        size="xs"
        w={90}
        allowDecimal={false}
        value={value}
        onChange={onChange}
      />
    )}
  </Group>
);

/** The fields of a rule: its name, its conditions, and what it does. */
export const RuleFields = ({ rule, place, onChange, faults, classNames, models, title }: RuleCardProps) => {
  const fault = (field: string) => faults.get(`rules.${place}.${field}`);
  const effects = fault('then');
  return (
    <Stack gap="md" className={classes.body}>
      <TextInput
        label={t`Name`}
        description={t`Stands with every item the rule was applied to.`}
        value={rule.name}
        error={fault('name')}
        maxLength={100}
        maw={420}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
      />
      <ConditionList
        when={rule.when}
        path={`rules.${place}.when`}
        faults={faults}
        classNames={classNames}
        models={models}
        title={title}
        onChange={(when) => onChange({ ...rule, when })}
      />
      <Stack gap={8} role="group" aria-label={t`What the rule does`}>
        <Text size="sm" fw={500}>
          <Trans>Then</Trans>
        </Text>
        <Checkbox
          label={t`A person reviews it, whatever the confidence`}
          description={t`In the degree “Partial”; elsewhere the degree decides.`}
          checked={rule.review}
          onChange={(event) => onChange({ ...rule, review: event.currentTarget.checked })}
        />
        <OptionalNumber
          label={t`Its priority is at least`}
          fieldLabel={t`Least priority`}
          value={rule.priority}
          first={10}
          min={0}
          max={1000}
          error={fault('then.priority')}
          onChange={(priority) => onChange({ ...rule, priority })}
        />
        <OptionalNumber
          label={t`So many inspectors judge it`}
          description={t`Independently of one another, in place of the number for all items.`}
          fieldLabel={t`Inspectors`}
          value={rule.inspectors}
          first={2}
          min={1}
          max={mostInspectors}
          error={fault('then.inspectors')}
          onChange={(inspectors) => onChange({ ...rule, inspectors })}
        />
        <OptionalNumber
          label={t`Its reviews are due within minutes`}
          fieldLabel={t`Minutes until due`}
          value={rule.dueMinutes}
          first={30}
          min={1}
          max={longestDue}
          error={fault('then.dueMinutes')}
          onChange={(dueMinutes) => onChange({ ...rule, dueMinutes })}
        />
        <SkillField
          skill={rule.skill}
          error={fault('then.skill')}
          onChange={(skill) => onChange({ ...rule, skill })}
        />
        {effects !== undefined && (
          <Text size="xs" c="var(--mantine-color-error)">
            {effects}
          </Text>
        )}
      </Stack>
    </Stack>
  );
};
