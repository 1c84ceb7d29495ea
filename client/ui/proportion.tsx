import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text } from '@mantine/core';
import { locale } from './locale.ts';
import classes from './proportion.module.css';
import { decimalText } from './decimal-text.ts';

/** k of n with the bounds of its 95 % interval; null bounds where n is 0. */
export type ProportionValue = { k: number; n: number; low: number | null; high: number | null };

/** From how many on a share says something. */
export const enough = 30;

const countFormat = new Intl.NumberFormat(locale);

/** A share in [0,1] as "93.4 %", with as many decimals as told; the space does not break. */
export const percentText = (share: number, decimals = 1): string =>
  `${decimalText(share * 100, decimals)}\u00a0%`;

/** A count with its thousands set apart. */
export const countText = (count: number): string => countFormat.format(count);

/** The 95 % interval as "91.2 – 95.1 %"; null where there is none. */
export const intervalText = ({ low, high }: ProportionValue): string | null =>
  low === null || high === null ? null : `${decimalText(low * 100, 1)} – ${percentText(high)}`;

type Props = ProportionValue & {
  /** What the share is of: "assisted reviews". */
  label: string;
  /** One line on how to read it. */
  hint?: string;
  /** From how many on the number is shown; 30 unless told. */
  least?: number;
};

/** The interval as a bar from 0 to 100 %, with the share as a tick; the numbers beside it say the same. */
export const IntervalBar = ({ k, n, low, high }: ProportionValue) =>
  low === null || high === null ? (
    <div className={classes.bar} aria-hidden />
  ) : (
    <div className={classes.bar} aria-hidden>
      <div className={classes.interval} style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
      <div className={classes.point} style={{ left: `${(k / n) * 100}%` }} />
    </div>
  );

/** A share with its interval and sample size; "not enough yet", and how much is missing, where n is too small. */
export const Proportion = ({ label, hint, least = enough, ...value }: Props) => {
  const { k, n } = value;
  const known = n >= Math.max(1, least);
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Text size="sm" fw={550}>
          {label}
        </Text>
        {known ? (
          <Text size="lg" fw={620} className="numbers" lh={1.2}>
            {percentText(k / n)}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            <Trans>Not enough yet</Trans>
          </Text>
        )}
      </Group>
      <IntervalBar {...(known ? value : { k: 0, n: 0, low: null, high: null })} />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {known
            ? `${intervalText(value) ?? ''} · n = ${countText(n)}`
            : t`n = ${countText(n)}, ${countText(least - n)} more needed`}
        </Text>
      </Group>
    </Stack>
  );
};
