import { t } from '@lingui/core/macro';
import { NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { inputOperators, type InputOperator } from '../../../server/domain/policy.ts';
import type { ConditionProps } from './condition-fields.tsx';
import type { DraftCondition } from './draft.ts';
import { operatorWords, truthWords } from './policy-words.ts';
import classes from './rules.module.css';

const kinds = [
  { value: 'number', label: t`number` },
  { value: 'text', label: t`text` },
  { value: 'truth', label: t`true or false` },
];

const truths = Object.entries(truthWords).map(([value, label]) => ({ value, label }));

/** What must be true of a measured input. */
export const InputCondition = ({ condition, onChange, fault }: ConditionProps) => (
  <>
    <TextInput
      className={classes.input}
      aria-label={t`Name of the input`}
      placeholder={t`brightness`}
      size="xs"
      value={condition.name}
      error={fault('name')}
      onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })}
    />
    <NativeSelect
      aria-label={t`How it compares`}
      size="xs"
      value={condition.op}
      data={inputOperators.map((op) => ({ value: op, label: operatorWords[op] }))}
      // The list offers only these words.
      onChange={(event) => onChange({ ...condition, op: event.currentTarget.value as InputOperator })}
    />
    {['eq', 'ne', 'in'].includes(condition.op) && (
      <NativeSelect
        aria-label={t`Kind of value`}
        size="xs"
        value={condition.as}
        data={condition.op === 'in' ? kinds.slice(0, 2) : kinds}
        // The list offers only these words.
        onChange={(event) =>
          onChange({ ...condition, as: event.currentTarget.value as DraftCondition['as'] })
        }
      />
    )}
    <Value condition={condition} onChange={onChange} fault={fault} />
  </>
);

const Value = ({ condition, onChange, fault }: ConditionProps) => {
  const { op, as } = condition;
  const common = { 'aria-label': t`Value`, size: 'xs', error: fault('value') } as const;
  if (op === 'missing') return null;
  if (op === 'in')
    return (
      <TagsInput
        {...common}
        className={classes.wide}
        placeholder={condition.list.length === 0 ? t`Type one and press Enter` : undefined}
        value={condition.list}
        onChange={(list) => onChange({ ...condition, list })}
      />
    );
  const equality = op === 'eq' || op === 'ne';
  if (equality && as === 'text')
    return (
      <TextInput
        {...common}
        className={classes.input}
        value={condition.text}
        onChange={(event) => onChange({ ...condition, text: event.currentTarget.value })}
      />
    );
  if (equality && as === 'truth')
    return (
      <NativeSelect
        {...common}
        value={String(condition.truth)}
        data={truths}
        onChange={(event) => onChange({ ...condition, truth: event.currentTarget.value === 'true' })}
      />
    );
  return (
    <NumberInput
      {...common}
      className={classes.number}
      value={condition.number}
      onChange={(number) => onChange({ ...condition, number })}
    />
  );
};
