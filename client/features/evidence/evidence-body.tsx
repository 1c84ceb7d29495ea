import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Grid, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { evidenceBases } from '../../../server/domain/evidence.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { AuditsWatch } from '../../ui/audits-alert.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { AccuracyPanel } from './accuracy-panel.tsx';
import { AuditsPanel } from './audits-panel.tsx';
import { BiasPanel } from './bias-panel.tsx';
import { CalibrationPanel } from './calibration-panel.tsx';
import { CalibratorsPanel } from './calibrators-panel.tsx';
import { ComparisonsPanel } from './comparisons-panel.tsx';
import { OverTimePanel } from './over-time-panel.tsx';
import { SlicesPanel } from './slices-panel.tsx';
import { ThresholdsPanel } from './thresholds-panel.tsx';
import { UncoveredAlert } from './uncovered-alert.tsx';

/** Everything that is known of one model version, from the figure that counts to what explains it. */
export const EvidenceBody = ({ evidence, model }: { evidence: Evidence; model: string }) => {
  const { slug } = useProject();
  const { accuracy, comparisons, overTime, calibrations, bias } = evidence;
  const answers = evidenceBases.reduce((sum, basis) => sum + comparisons[basis].agreement.n, 0);
  return (
    <Stack gap="lg">
      <AuditsWatch project={slug} />
      <UncoveredAlert {...accuracy} />
      {answers + accuracy.reviewed + accuracy.naive.n === 0 ? (
        <>
          <NoAnswers />
          <ThresholdsPanel model={model} />
        </>
      ) : (
        <>
          <AccuracyPanel accuracy={accuracy} />
          <ThresholdsPanel key={`thresholds of ${model}`} model={model} />
          <ComparisonsPanel key={model} comparisons={comparisons} model={model} />
          <SlicesPanel key={`slices of ${model}`} model={model} />
          <OverTimePanel key={`days of ${model}`} days={overTime} />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <CalibrationPanel key={`calibration of ${model}`} calibrations={calibrations} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <BiasPanel bias={bias} />
            </Grid.Col>
          </Grid>
          <CalibratorsPanel key={`calibrators of ${model}`} model={model} />
        </>
      )}
      <AuditsPanel />
    </Stack>
  );
};

const NoAnswers = () => {
  const { slug } = useProject();
  return (
    <EmptyState
      icon={<IconUsers size={28} />}
      title={t`Nobody has answered yet`}
      actions={
        <LinkButton {...paths.policy(slug)} variant="default">
          <Trans>To the policy</Trans>
        </LinkButton>
      }
    >
      <Trans>
        The model has predicted, but no person has decided on any of its items. The policy says which of them
        people get to see, and how many of those blind.
      </Trans>
    </EmptyState>
  );
};
