import { t } from '@lingui/core/macro';
import { NumberInput, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { alarmMetricNames, metricFacts } from '../../../server/domain/alarms/metrics.ts';
import { toldWords } from '../../ui/told-words.ts';
import { metricWords } from '../../../server/domain/alarms/words.ts';
import { typedUnits, type AlarmValues } from './alarm-values.ts';
import classes from './alarms.module.css';

const metrics = alarmMetricNames.map((value) => ({ value, label: toldWords(metricWords[value]) }));
const comparisons = [
  { value: 'above', label: t`is above` },
  { value: 'below', label: t`is below` },
];

/** When an alarm fires and when it clears. */
export const ConditionFields = ({ form }: { form: UseFormReturnType<AlarmValues> }) => {
  const { unit, windowed } = metricFacts(form.values.metric);
  const { suffix } = typedUnits[unit];
  const minutes = { suffix: '\u00a0min', min: 0, allowDecimal: false } as const;
  return (
    <>
      <Select
        label={t`Fires when`}
        data={metrics}
        allowDeselect={false}
        searchable
        {...form.getInputProps('metric')}
      />
      <div className={classes.fields}>
        <Select
          label={t`Comparison`}
          data={comparisons}
          allowDeselect={false}
          {...form.getInputProps('comparison')}
        />
        <NumberInput label={t`Threshold`} min={0} suffix={suffix} {...form.getInputProps('threshold')} />
        <NumberInput
          label={t`For at least`}
          description={t`Without a break`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...minutes}
          {...form.getInputProps('forMinutes')}
        />
        <NumberInput
          label={t`Clears at`}
          description={t`Away from the threshold, so that it does not flap`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          suffix={suffix}
          {...form.getInputProps('clearThreshold')}
        />
        <NumberInput
          label={t`After at least`}
          description={t`Without a break`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...minutes}
          {...form.getInputProps('keepMinutes')}
        />
        {windowed && (
          <NumberInput
            label={t`Looks back over`}
            min={1}
            max={720}
            suffix={'\u00a0h'}
            {...form.getInputProps('windowHours')}
          />
        )}
        {unit === 'share' && (
          <NumberInput
            label={t`Of at least`}
            description={t`Fewer cases than these are no data`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0}
            allowDecimal={false}
            suffix={`\u00a0${t`cases`}`}
            {...form.getInputProps('leastCases')}
          />
        )}
      </div>
    </>
  );
};
