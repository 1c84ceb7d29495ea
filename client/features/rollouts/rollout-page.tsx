import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { Actions } from './actions.tsx';
import { AcceptedNotice } from './accepted-notice.tsx';
import { rolloutQuery } from './queries.ts';
import { StateBadge } from './rollout-list.tsx';
import { StandingText } from './standing-text.tsx';
import { StepTrack } from './step-track.tsx';
import { Timeline } from './timeline.tsx';
import { VerdictTable } from './verdict-table.tsx';
import { quoted } from '../../ui/quoted.ts';

/** One rollout: where it stands, what its guardrails say, and all that happened in it. */
export const RolloutPage = () => (
  <Permitted title={t`Rollout`} needs="models.read">
    <Rollout />
  </Permitted>
);

const Rollout = () => {
  const { slug } = useProject();
  const { rollout: id } = useParams({ from: '/signed-in/projects/$project/rollouts/$rollout' });
  const rollout = useQuery(rolloutQuery(slug, id));
  if (rollout.data) return <Known rollout={rollout.data} />;
  return rollout.isPending ? (
    <Loading label={t`Loading the rollout`} />
  ) : (
    <ErrorPanel
      error={rollout.error}
      title={t`The rollout cannot be shown`}
      onRetry={() => void rollout.refetch()}
    />
  );
};

const Known = ({ rollout }: { rollout: RolloutDetail }) => {
  const { slug } = useProject();
  const mayWrite = useMay('policy.write');
  const { candidate, live, state, note, author, verdicts, moments } = rollout;
  return (
    <>
      <PageHeader
        above={
          <TextLink {...paths.rollouts(slug)}>
            <Trans>Rollouts</Trans>
          </TextLink>
        }
        title={candidate}
        description={t`${live === null ? t`The first version` : t`In place of ${live}`}, drawn up by ${author.name}.`}
        actions={mayWrite && <Actions rollout={rollout} />}
      />
      <Stack gap="lg">
        <Paper component="section" p="lg" aria-label={t`Where it stands`}>
          <Group gap="sm" mb="xs">
            <StateBadge state={state} />
            <StandingText rollout={rollout} />
          </Group>
          <StepTrack rollout={rollout} />
          {note !== '' && (
            <Text size="sm" mt="sm">
              {quoted(note)}
            </Text>
          )}
        </Paper>
        <AcceptedNotice rollout={rollout} />
        {verdicts.length > 0 && (
          <Paper component="section" p="lg" aria-labelledby="guardrails">
            <Title order={2} size="h3" id="guardrails" mb={4}>
              <Trans>Guardrails</Trans>
            </Title>
            <Text size="sm" c="dimmed" mb="sm" maw={760}>
              <Trans>
                Each may be looked at at any moment. One that fails rolls back at once; the next step follows
                once the time of this one is over and all pass.
              </Trans>
            </Text>
            <VerdictTable verdicts={verdicts} label={t`Guardrails`} />
          </Paper>
        )}
        <Timeline moments={moments} />
      </Stack>
    </>
  );
};
