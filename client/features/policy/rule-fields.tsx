import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { longestDue } from '../../../server/domain/due.ts';
import { mostInspectors } from '../../../server/domain/consensus.ts';
import { ConditionList } from './condition-list.tsx';
import type { RuleCardProps } from './rule-card.tsx';
import classes from './rules.module.css';
import { SkillField } from './skill-field.tsx';

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
        <Group gap="sm" align="center">
          <Checkbox
            label={t`Its priority is at least`}
            checked={rule.priority !== null}
            onChange={(event) => onChange({ ...rule, priority: event.currentTarget.checked ? 10 : null })}
          />
          {rule.priority !== null && (
            <NumberInput
              aria-label={t`Least priority`}
              size="xs"
              w={90}
              min={0}
              max={1000}
              allowDecimal={false}
              value={rule.priority}
              error={fault('then.priority')}
              onChange={(priority) => onChange({ ...rule, priority })}
            />
          )}
        </Group>
        <Group gap="sm" align="center">
          <Checkbox
            label={t`So many inspectors judge it`}
            description={t`Independently of one another, in place of the number for all items.`}
            checked={rule.inspectors !== null}
            onChange={(event) => onChange({ ...rule, inspectors: event.currentTarget.checked ? 2 : null })}
          />
          {rule.inspectors !== null && (
            <NumberInput
              aria-label={t`Inspectors`}
              size="xs"
              w={90}
              min={1}
              max={mostInspectors}
              allowDecimal={false}
              value={rule.inspectors}
              error={fault('then.inspectors')}
              onChange={(inspectors) => onChange({ ...rule, inspectors })}
            />
          )}
        </Group>
        <Group gap="sm" align="center">
          <Checkbox
            label={t`Its reviews are due within minutes`}
            checked={rule.dueMinutes !== null}
            onChange={(event) => onChange({ ...rule, dueMinutes: event.currentTarget.checked ? 30 : null })}
          />
          {rule.dueMinutes !== null && (
            <NumberInput
              aria-label={t`Minutes until due`}
              size="xs"
              w={90}
              min={1}
              max={longestDue}
              allowDecimal={false}
              value={rule.dueMinutes}
              error={fault('then.dueMinutes')}
              onChange={(dueMinutes) => onChange({ ...rule, dueMinutes })}
            />
          )}
        </Group>
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
