import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, MultiSelect, NativeSelect, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Condition } from '../../../server/domain/policy.ts';
import type { DraftCondition } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';
import { InputCondition } from './input-condition.tsx';
import { LevelCondition } from './level-condition.tsx';
import type { ClassTitle } from './policy-words.ts';
import classes from './rules.module.css';

export type ConditionProps = {
  condition: DraftCondition;
  onChange: (condition: DraftCondition) => void;
  /** The fault of one of the condition's fields. */
  fault: (field: string) => string | undefined;
};

type Props = {
  condition: DraftCondition;
  /** From 1: tells conditions apart for a screen reader. */
  number: number;
  path: string;
  faults: DraftFaults;
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
  onChange: (condition: DraftCondition) => void;
  onRemove: () => void;
};

const subjects: Record<Condition['on'], string> = {
  input: t`Input`,
  class: t`Model’s answer`,
  confidence: t`Confidence`,
  model: t`Model`,
  age: t`Age`,
};

/** One condition of a rule: what is looked at, and what must be true of it. */
export const ConditionFields = (props: Props) => {
  const { condition, number, path, faults, classNames, onChange, onRemove } = props;
  // Where answers are no classes, nothing can be asked of them.
  const offered = Object.entries(subjects).filter(
    ([on]) => on !== 'class' || condition.on === 'class' || classNames.length > 0,
  );
  const fault = (field: string) => faults.get(`${path}.${field}`);
  return (
    <div className={classes.condition} role="group" aria-label={t`Condition ${number}`}>
      <NativeSelect
        aria-label={t`What is looked at`}
        size="xs"
        value={condition.on}
        data={offered.map(([value, label]) => ({ value, label }))}
        // The list offers only these words. Each kind begins with an operator that it knows.
        onChange={(event) =>
          onChange({ ...condition, on: event.currentTarget.value as Condition['on'], op: 'lt' })
        }
      />
      <div className={classes.test}>
        <Test {...props} fault={fault} />
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t`Remove condition ${number}`}
        onClick={onRemove}
      >
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </div>
  );
};

const Test = (props: Props & { fault: ConditionProps['fault'] }) => {
  const { condition, onChange, fault, classNames, models, title } = props;
  switch (condition.on) {
    case 'input':
      return <InputCondition condition={condition} onChange={onChange} fault={fault} />;
    case 'confidence':
    case 'age':
      return <LevelCondition condition={condition} onChange={onChange} fault={fault} />;
    case 'class':
      return (
        <>
          <span className={classes.is}>
            <Trans>is one of</Trans>
          </span>
          <MultiSelect
            className={classes.wide}
            aria-label={t`Answers`}
            placeholder={condition.classes.length === 0 ? t`choose…` : undefined}
            size="xs"
            searchable
            value={condition.classes}
            data={[...new Set([...classNames, ...condition.classes])].map((name) => ({
              value: name,
              label: title(name),
            }))}
            error={fault('in')}
            onChange={(chosen) => onChange({ ...condition, classes: chosen })}
          />
        </>
      );
    case 'model':
      return (
        <>
          <span className={classes.is}>
            <Trans>is one of</Trans>
          </span>
          <TagsInput
            className={classes.wide}
            aria-label={t`Model versions`}
            placeholder={condition.models.length === 0 ? t`name@version…` : undefined}
            size="xs"
            value={condition.models}
            data={[...models]}
            error={fault('in')}
            onChange={(chosen) => onChange({ ...condition, models: chosen })}
          />
        </>
      );
  }
};
