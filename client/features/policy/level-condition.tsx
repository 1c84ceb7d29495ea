import { NativeSelect, NumberInput } from '@mantine/core';
import type { ConditionProps } from './condition-fields.tsx';
import { spanUnits, type SpanUnit } from './draft.ts';
import classes from './rules.module.css';

/** What must be true of the confidence, or of the time between the event and its intake. */
export const LevelCondition = ({ condition, onChange, fault }: ConditionProps) => (
  <>
    <NativeSelect
      aria-label="How it compares"
      size="xs"
      value={condition.op === 'lt' ? 'lt' : 'gte'}
      data={[
        { value: 'lt', label: 'is below' },
        { value: 'gte', label: 'is at least' },
      ]}
      onChange={(event) => onChange({ ...condition, op: event.currentTarget.value === 'lt' ? 'lt' : 'gte' })}
    />
    {condition.on === 'confidence' ? (
      <NumberInput
        aria-label="Confidence"
        className={classes.number}
        size="xs"
        min={0}
        max={1}
        step={0.05}
        decimalScale={4}
        value={condition.confidence}
        error={fault('value')}
        onChange={(confidence) => onChange({ ...condition, confidence })}
      />
    ) : (
      <>
        <NumberInput
          aria-label="Length of time"
          className={classes.number}
          size="xs"
          min={0}
          value={condition.span}
          error={fault('seconds')}
          onChange={(span) => onChange({ ...condition, span })}
        />
        <NativeSelect
          aria-label="Unit of time"
          size="xs"
          value={condition.unit}
          data={Object.keys(spanUnits)}
          // The list offers only these words.
          onChange={(event) => onChange({ ...condition, unit: event.currentTarget.value as SpanUnit })}
        />
      </>
    )}
  </>
);
