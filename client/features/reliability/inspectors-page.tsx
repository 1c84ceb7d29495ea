import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reliabilityContract, type Reliability } from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { NotByClass } from '../../ui/not-by-class.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { AgreementPanel } from './agreement-panel.tsx';
import { ByName } from './by-name.tsx';
import { DoubtsPanel } from './doubts-panel.tsx';
import { LikenessPanel } from './likeness-panel.tsx';
import { EstimatePanel } from './estimate-panel.tsx';

/** How often a run that is under way is asked after, in milliseconds. */
const askEvery = 1_000;

/** How far the people who judge agree with one another, and what their answers are worth. */
export const InspectorsPage = () => (
  <Permitted title={t`Inspectors`} needs="evidence.read">
    <PageHeader
      title={t`Inspectors`}
      description={t`How far the people who judge agree with one another, and what their answers are worth. All intervals are 95 % intervals.`}
    />
    <OfProject />
  </Permitted>
);

const OfProject = () => {
  const { slug } = useProject();
  const known = useQuery({
    queryKey: keys.reliability(slug),
    queryFn: ({ signal }) => call(reliabilityContract.get, { params: { project: slug }, signal }),
    refetchInterval: ({ state }) => (state.data?.run?.state === 'running' ? askEvery : false),
  });
  if (known.data !== undefined) return <Panels reliability={known.data} />;
  if (known.isPending) return <Loading label={t`Loading what is known of inspectors`} />;
  return (
    <ErrorPanel
      error={known.error}
      title={t`What is known of inspectors cannot be shown`}
      onRetry={() => void known.refetch()}
    />
  );
};

const Panels = ({ reliability }: { reliability: Reliability }) => {
  const mayReadNames = useMay('inspectors.read');
  const estimate = reliability.estimate?.run.id ?? null;
  if (reliability.likeness !== null)
    return (
      <Stack gap="lg">
        <LikenessPanel likeness={reliability.likeness} />
        {mayReadNames && <ByName estimate={null} />}
        <NotByClass>
          <Trans>
            What the answers of each inspector are worth, and which labels are doubtful, is told by class. It
            is not for this kind of label, whose answers are no classes.
          </Trans>
        </NotByClass>
      </Stack>
    );
  return (
    <Stack gap="lg">
      <AgreementPanel agreement={reliability.agreement} />
      <EstimatePanel reliability={reliability} />
      {estimate !== null && <DoubtsPanel estimate={estimate} />}
      {mayReadNames && <ByName estimate={estimate} />}
    </Stack>
  );
};
