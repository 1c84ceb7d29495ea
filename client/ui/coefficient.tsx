import { t } from '@lingui/core/macro';
import { Group, Stack, Text } from '@mantine/core';
import { IntervalTrack } from './interval-track.tsx';
import { locale } from './locale.ts';
import { countText, enough } from './proportion.tsx';
import { Figure, missingText } from './rate.tsx';

/** A coefficient of agreement in [−1,1] with its 95 % interval. */
export type CoefficientValue = { value: number; low: number; high: number };

const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Negative numbers with a minus, which is not a hyphen. */
const coefficientText = (value: number): string => twoDecimals.format(value).replace('-', '−');

type Figures = {
  /** Null: not defined. */
  coefficient: CoefficientValue | null;
  n: number;
};

const known = ({ coefficient, n }: Figures): CoefficientValue | null => (n >= enough ? coefficient : null);

/** What is said in place of a coefficient that is not known. */
const missing = (n: number): string => (n >= enough ? t`Not defined` : t`Not enough yet`);

const rangeText = ({ low, high }: CoefficientValue): string =>
  `${coefficientText(low)} – ${coefficientText(high)}`;

const Track = ({ shown }: { shown: CoefficientValue | null }) => {
  const isBelow = shown !== null && shown.low < 0;
  const axis = { from: isBelow ? shown.low : 0, to: 1, ticks: isBelow ? [0] : [] };
  return <IntervalTrack axis={axis} interval={shown} isSlim />;
};

/** A coefficient with its interval, drawn from no better than chance (0) to always the same (1). */
export const Coefficient = ({ label, hint, ...figures }: Figures & { label: string; hint: string }) => {
  const { coefficient, n } = figures;
  const shown = known(figures);
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Text size="sm" fw={550}>
          {label}
        </Text>
        {shown === null ? (
          <Text size="sm" c="dimmed">
            {missing(n)}
          </Text>
        ) : (
          <Text size="lg" fw={620} className="numbers" lh={1.2}>
            {coefficientText(shown.value)}
          </Text>
        )}
      </Group>
      <Track shown={shown} />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {n >= enough && coefficient === null ? t`one and the same answer was given only` : hint}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {shown !== null && `${rangeText(shown)} · n = ${countText(n)}`}
          {n < enough && missingText(n)}
        </Text>
      </Group>
    </Stack>
  );
};

/** A coefficient in a cell of a table. */
export const CoefficientRate = (figures: Figures) => {
  const { n } = figures;
  const shown = known(figures);
  if (shown === null && n < enough) return <Figure beside={missingText(n)} />;
  if (shown === null) return <Figure value={t`Not defined`} beside={`n = ${countText(n)}`} />;
  return (
    <Figure
      value={coefficientText(shown.value)}
      beside={`${rangeText(shown)} · n = ${countText(n)}`}
      bar={<Track shown={shown} />}
    />
  );
};
