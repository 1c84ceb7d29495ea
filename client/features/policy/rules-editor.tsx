import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { newRule, type DraftRule } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';
import type { ClassTitle } from './policy-words.ts';
import { RuleCard } from './rule-card.tsx';
import classes from './rules.module.css';

type Props = {
  rules: DraftRule[];
  onChange: (rules: DraftRule[]) => void;
  faults: DraftFaults;
  /** Names that conditions can choose from. */
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

const freeName = (rules: readonly DraftRule[]): string => {
  const names = new Set(rules.map((rule) => rule.name));
  for (let i = rules.length + 1; ; i++) if (!names.has(`Rule ${i}`)) return t`Rule ${i}`;
};

/** The rules in their order: the first whose conditions all hold is applied. */
export const RulesEditor = ({ rules, onChange, faults, classNames, models, title }: Props) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState('');
  const toggle = (id: string, opened: boolean) =>
    setOpen((before) =>
      opened ? new Set(before).add(id) : new Set([...before].filter((other) => other !== id)),
    );

  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (rule === undefined || to < 0 || to >= rules.length) return;
    onChange(rules.toSpliced(from, 1).toSpliced(to, 0, rule));
    setTold(t`“${rule.name}” is rule ${to + 1} of ${rules.length}`);
  };
  const add = () => {
    const rule = newRule(freeName(rules));
    onChange([...rules, rule]);
    toggle(rule.id, true);
  };
  const remove = (i: number) => {
    onChange(rules.toSpliced(i, 1));
    setTold(t`“${rules[i]?.name ?? ''}” removed`);
  };

  return (
    <Stack gap="sm">
      {rules.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>No rules. The degree and the thresholds decide everything.</Trans>
        </Text>
      )}
      <ol className={classes.rules}>
        {rules.map((rule, i) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            place={i}
            count={rules.length}
            opened={open.has(rule.id)}
            onToggle={(opened) => toggle(rule.id, opened)}
            onChange={(next) => onChange(rules.with(i, next))}
            onMove={(to) => move(i, to)}
            onRemove={() => remove(i)}
            faults={faults}
            classNames={classNames}
            models={models}
            title={title}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={rules.length >= 50}
        onClick={add}
      >
        <Trans>Add a rule</Trans>
      </Button>
      <div role="status" className="visually-hidden">
        {told}
      </div>
    </Stack>
  );
};
