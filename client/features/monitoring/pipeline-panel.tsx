import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFlag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rowsInOrder } from '../../../server/domain/measures/rows.ts';
import { pipelineContract, type PipelineReply } from '../../../server/features/pipeline/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ViewButton } from '../../ui/view-button.tsx';
import { PipelineGraph } from './pipeline-graph.tsx';
import { PipelineTable } from './pipeline-table.tsx';
import { firstMovedSentence } from './pipeline-words.ts';

const lookEvery = 60_000;

/** The rows of charts that are on the page. */
const useCharted = (): ReadonlySet<string> => {
  const { monitoringRows, monitoredInputs, pipeline } = useProject();
  const rows = rowsInOrder(monitoringRows, monitoredInputs, pipeline);
  return new Set(rows.flatMap(({ row, isShown }) => (isShown ? [row] : [])));
};

const Shown = ({ pipeline, asTable }: { pipeline: PipelineReply; asTable: boolean }) => {
  const sentence = firstMovedSentence(pipeline);
  const charted = useCharted();
  return (
    <>
      {sentence !== null && (
        <Alert color="orange" icon={<IconFlag aria-hidden />} title={sentence} mb="sm">
          <Trans>What goes wrong in a step shows in those after it: look at this one first.</Trans>
        </Alert>
      )}
      {asTable ? (
        <PipelineTable pipeline={pipeline} />
      ) : (
        <PipelineGraph pipeline={pipeline} charted={charted} />
      )}
    </>
  );
};

/** The steps that items go through before the model answers, and how each stands. */
export const PipelinePanel = () => {
  const { slug } = useProject();
  const [asTable, { toggle }] = useDisclosure();
  const { data, error, refetch } = useQuery({
    queryKey: keys.pipeline(slug),
    queryFn: ({ signal }) => call(pipelineContract.get, { params: { project: slug }, signal }),
    refetchInterval: lookEvery,
  });
  return (
    <Paper component="section" p="md" aria-labelledby="pipeline">
      <Group justify="space-between" align="flex-start" gap="xs" mb="xs" wrap="nowrap">
        <div>
          <Title order={2} size="h4" id="pipeline">
            <Trans>Pipeline</Trans>
          </Title>
          <Text size="xs" c="dimmed">
            <Trans>The steps before the model, over the last 24 hours</Trans>
          </Text>
        </div>
        {data !== undefined && <ViewButton asTable={asTable} onClick={toggle} />}
      </Group>
      {data === undefined && error === null && <Loading label={t`Loading the pipeline`} height={80} />}
      {data === undefined && error !== null && (
        <ErrorPanel error={error} title={t`The pipeline cannot be shown`} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Shown pipeline={data} asTable={asTable} />}
    </Paper>
  );
};
