import { t } from '@lingui/core/macro';
import { Group, Input, NumberInput, Slider } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { scaled, type Typed } from './draft.ts';
import classes from './policy.module.css';

type Props = {
  label: string;
  description?: ReactNode;
  value: Typed;
  onChange: (value: Typed) => void;
  error?: string | undefined;
  /** Shown and typed as a percentage; the value stays in [0,1]. */
  asPercent?: boolean;
  /** Leaves the label to a screen reader, as in a row that is labelled already. */
  labelHidden?: boolean;
};

/** A number in [0,1] that can be dragged or typed: a threshold, or a share in percent. */
export const LevelField = ({
  label,
  description,
  value,
  onChange,
  error,
  asPercent = false,
  labelHidden = false,
}: Props) => {
  const id = useId();
  const factor = asPercent ? 100 : 1;
  const shown = scaled(value, factor);
  const set = (next: Typed) => onChange(scaled(next, 1 / factor));
  return (
    <Input.Wrapper
      id={id}
      label={labelHidden ? undefined : label}
      description={description}
      error={error}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Group gap="lg" wrap="nowrap" mt={labelHidden ? 0 : 6} mb={4}>
        <Slider
          className={classes.slider}
          min={0}
          max={factor}
          step={factor / 100}
          value={typeof shown === 'number' ? shown : 0}
          onChange={set}
          label={null}
          thumbLabel={t`${label}, by slider`}
          thumbValueText={(v) => (asPercent ? `${v} %` : String(v))}
        />
        <NumberInput
          id={id}
          className={classes.level}
          aria-label={labelHidden ? label : undefined}
          value={shown}
          onChange={set}
          min={0}
          max={factor}
          step={factor / 100}
          decimalScale={asPercent ? 2 : 4}
          suffix={asPercent ? ' %' : ''}
          clampBehavior="blur"
          error={error !== undefined}
        />
      </Group>
    </Input.Wrapper>
  );
};
