import { Plural, Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import type { Evidence, EvidenceEstimate } from '../../../server/features/evidence/contract.ts';
import { countText, enough, percentText } from '../../ui/proportion.tsx';
import classes from './accuracy-panel.module.css';
import { EstimateRows, type EstimateRow } from './estimate-rows.tsx';
import { plainText } from '../../ui/decimal-text.ts';

type Accuracy = Evidence['accuracy'];

/** An estimate as a line, which says nothing while there are too few reviews behind it. */
const rowOf = (
  name: string,
  hint: string,
  estimate: EvidenceEstimate | null,
  reviewed: number,
): EstimateRow => {
  const isKnown = estimate !== null && reviewed >= enough;
  return {
    name,
    hint,
    interval: isKnown ? estimate : null,
    note: isKnown
      ? t`says as much as ${countText(Math.round(estimate.effectiveSampleSize))} plain random draws`
      : t`${countText(reviewed)} of at least ${enough} blind reviews`,
  };
};

const naiveRow = ({ k, n, low, high }: Accuracy['naive']): EstimateRow => ({
  name: t`Naive`,
  hint: t`every answer of a person counted alike`,
  interval: n === 0 || low === null || high === null ? null : { value: k / n, low, high },
  note: n === 0 ? t`no answers` : `n = ${countText(n)}`,
  isStruck: true,
});

/** How far the interval is from being narrow enough to decide by. */
const Reach = ({ needed, halfWidth }: Pick<Accuracy, 'needed' | 'halfWidth'>) => {
  const target = t`±${plainText(Math.abs(halfWidth) * 100, 1)} points`;
  return needed > 0 ? (
    <Badge color="yellow" size="lg" className={classes.reach}>
      <Trans>
        Not enough yet: about {countText(needed)} more blind{' '}
        <Plural value={needed} one="review" other="reviews" /> until {target}
      </Trans>
    </Badge>
  ) : (
    <Badge color="teal" size="lg" className={classes.reach}>
      <Trans>Enough: {target} reached</Trans>
    </Badge>
  );
};

/** How often the model is right on all items, estimated from blind reviews; and the figure that is no accuracy. */
export const AccuracyPanel = ({ accuracy }: { accuracy: Accuracy }) => {
  const { reviewed, covered, hajek, aipw, naive, needed, halfWidth } = accuracy;
  return (
    <Paper component="section" p="lg" aria-labelledby="accuracy">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3" id="accuracy">
          <Trans>Accuracy</Trans>
        </Title>
        {(needed > 0 || reviewed >= enough) && <Reach needed={needed} halfWidth={halfWidth} />}
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          The share of {countText(covered)} items on which the model’s answer is the label that people give,
          estimated from {countText(reviewed)} blind <Plural value={reviewed} one="review" other="reviews" />{' '}
          with the probability that each was drawn.
        </Trans>
      </Text>
      <EstimateRows
        rows={[
          rowOf('AIPW', t`the model’s confidence, corrected by the reviews`, aipw, reviewed),
          rowOf('Hájek', t`the reviews alone, weighted by 1/π`, hajek, reviewed),
          naiveRow(naive),
        ]}
        format={percentText}
      />
      <Text size="xs" c="dimmed" mt="sm" maw={760}>
        <Trans>
          The naive figure is no accuracy: who was asked about which item was not a random draw. People get
          the items that the model is unsure of, and some with its suggestion in sight.
        </Trans>
      </Text>
    </Paper>
  );
};
