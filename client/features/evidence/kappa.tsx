import { Group, Stack, Text } from '@mantine/core';
import type { Comparison } from '../../../server/features/evidence/contract.ts';
import { locale } from '../../ui/locale.ts';
import { countText, enough } from '../../ui/proportion.tsx';
import { IntervalTrack } from './interval-track.tsx';

const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Negative numbers with a minus, which is not a hyphen. */
const kappaText = (kappa: number): string => twoDecimals.format(kappa).replace('-', '−');

/** Cohen's kappa with its interval, drawn from no better than chance (0) to always the same (1). */
export const Kappa = ({ kappa, n }: { kappa: Comparison['kappa']; n: number }) => {
  const known = n >= enough ? kappa : null;
  const axis = {
    from: Math.min(0, known?.low ?? 0),
    to: 1,
    ticks: known !== null && known.low < 0 ? [0] : [],
  };
  const missing = n >= enough ? 'Not defined' : 'Not enough yet';
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Text size="sm" fw={550}>
          Cohen’s kappa
        </Text>
        {known === null ? (
          <Text size="sm" c="dimmed">
            {missing}
          </Text>
        ) : (
          <Text size="lg" fw={620} className="numbers" lh={1.2}>
            {kappaText(known.value)}
          </Text>
        )}
      </Group>
      <IntervalTrack axis={axis} interval={known} isSlim />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {n >= enough && kappa === null
            ? 'both sides gave one and the same class only'
            : 'agreement beyond chance'}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {known !== null && `${kappaText(known.low)} – ${kappaText(known.high)} · n = ${countText(n)}`}
          {n < enough && `n = ${countText(n)}, ${countText(enough - n)} more needed`}
        </Text>
      </Group>
    </Stack>
  );
};
