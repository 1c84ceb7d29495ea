import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reliabilityContract, type Reliability } from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { countText } from '../../ui/proportion.tsx';
import { EstimateFound } from './estimate-found.tsx';
import { LastRun } from './last-run.tsx';

/** What inspectors' answers are estimated to be worth where nobody knows the truth, and the run that finds out. */
export const EstimatePanel = ({ reliability }: { reliability: Reliability }) => {
  const { run, estimate, mostRead, mostCells } = reliability;
  return (
    <Paper component="section" p="lg" aria-labelledby="estimate">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Title order={2} size="h3" id="estimate">
          <Trans>Estimate</Trans>
        </Title>
        <StartButton reliability={reliability} />
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          Who is right how often, from the answers alone (Dawid and Skene 1979): it takes each item for what
          the answers make likeliest, each inspector for as good as that makes them, and so on until nothing
          changes. It reads the newest {countText(mostRead)} blind answers at most, and uses those on items
          that several inspectors judged, up to {countText(mostCells)} divided by the number of classes. It
          presumes that inspectors err independently: what misleads all alike it takes for the truth.
        </Trans>
      </Text>
      {run !== null && <LastRun run={run} />}
      {estimate !== null && <EstimateFound estimate={estimate} />}
    </Paper>
  );
};

const StartButton = ({ reliability: { agreement, fewestInspectors, run } }: { reliability: Reliability }) => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const mayStart = useMay('estimates.run');
  const start = useMutation({
    mutationFn: () => call(reliabilityContract.start, { params: { project: slug } }),
    onSuccess: (started) =>
      cache.setQueryData<Reliability>(keys.reliability(slug), (known) => known && { ...known, run: started }),
    onError: notifyError(t`The estimate could not be started`),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.reliability(slug), exact: true }),
  });
  if (!mayStart || run?.state === 'running') return null;
  const { inspectors } = agreement.blind;
  if (inspectors < fewestInspectors)
    return (
      <Text size="sm" c="dimmed">
        <Trans>
          Not enough yet: {inspectors} of at least {fewestInspectors} inspectors who judged items together,
          blind
        </Trans>
      </Text>
    );
  return (
    <Button size="sm" loading={start.isPending} onClick={() => start.mutate()}>
      <Trans>Estimate</Trans>
    </Button>
  );
};
