import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, SegmentedControl, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { comparedWays, type ComparedWay } from '../../../server/domain/rollup-metrics.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { ViewButton } from '../../ui/view-button.tsx';
import { DayCurve } from './day-curve.tsx';
import { DayTable } from './day-table.tsx';

/** How people were asked, as answers are counted by the day. */
const wayTitles: Record<ComparedWay, string> = {
  blind: t`Shadow and blind`,
  assisted: t`Assisted`,
  audit: t`Audits`,
};

/** Agreement on each day of one way of asking: a chart, with its table one click away. */
export const OverTimePanel = ({ days }: { days: Evidence['overTime'] }) => {
  const [asTable, { toggle }] = useDisclosure();
  const count = (way: ComparedWay) => days.reduce((sum, { agreement }) => sum + agreement[way].n, 0);
  const fullest = comparedWays.reduce((best, way) => (count(way) > count(best) ? way : best));
  const [way, setWay] = useState<ComparedWay>(fullest);
  const shown = days.filter(({ agreement }) => agreement[way].n > 0);
  return (
    <Paper component="section" p="lg" aria-labelledby="over-time">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3" id="over-time">
          <Trans>Over time</Trans>
        </Title>
        {shown.length > 0 && <ViewButton asTable={asTable} onClick={toggle} />}
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          How often people gave the model’s answer on each of the last 30 days (UTC), by when they gave it,
          with 95 % intervals.
        </Trans>
      </Text>
      <SegmentedControl
        mb="md"
        aria-label={t`How people were asked`}
        data={comparedWays.map((value) => ({ value, label: wayTitles[value] }))}
        value={way}
        onChange={setWay}
      />
      {shown.length === 0 && (
        <Text size="sm">
          <Trans>No answers of this kind in the last 30 days.</Trans>
        </Text>
      )}
      {shown.length > 0 &&
        (asTable ? <DayTable days={shown} way={way} /> : <DayCurve days={shown} way={way} />)}
    </Paper>
  );
};
