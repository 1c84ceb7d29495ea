import { t } from '@lingui/core/macro';
import { NativeSelect, NumberInput } from '@mantine/core';
import type { ConditionProps } from './condition-fields.tsx';
import { spanUnits, type SpanUnit } from './draft.ts';
import classes from './rules.module.css';
import { locale } from '../../ui/locale.ts';

const intlUnits: Record<SpanUnit, string> = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
};

/** What a unit is called where several are counted. */
const unitTitle = (unit: SpanUnit): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: intlUnits[unit], unitDisplay: 'long' })
    .formatToParts(2)
    .find(({ type }) => type === 'unit')?.value ?? unit;

// The object has these keys and no others.
const spanChoices = (Object.keys(spanUnits) as SpanUnit[]).map((value) => ({
  value,
  label: unitTitle(value),
}));

/** What must be true of the confidence, or of the time between the event and its intake. */
export const LevelCondition = ({ condition, onChange, fault }: ConditionProps) => (
  <>
    <NativeSelect
      aria-label={t`How it compares`}
      size="xs"
      value={condition.op === 'lt' ? 'lt' : 'gte'}
      data={[
        { value: 'lt', label: t`is below` },
        { value: 'gte', label: t`is at least` },
      ]}
      onChange={(event) => onChange({ ...condition, op: event.currentTarget.value === 'lt' ? 'lt' : 'gte' })}
    />
    {condition.on === 'confidence' ? (
      <NumberInput
        aria-label={t`Confidence`}
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
          aria-label={t`Length of time`}
          className={classes.number}
          size="xs"
          min={0}
          value={condition.span}
          error={fault('seconds')}
          onChange={(span) => onChange({ ...condition, span })}
        />
        <NativeSelect
          aria-label={t`Unit of time`}
          size="xs"
          value={condition.unit}
          data={spanChoices}
          // The list offers only these words.
          onChange={(event) => onChange({ ...condition, unit: event.currentTarget.value as SpanUnit })}
        />
      </>
    )}
  </>
);
