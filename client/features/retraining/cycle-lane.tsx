import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Alert, Badge, Button, Group, Paper, Progress, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { isOpen } from '../../../server/domain/retraining/cycle.ts';
import { retrainingContract, type Cycle } from '../../../server/features/retraining/contract.ts';
import { call } from '../../api/call.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { Instant, TimeAgo } from '../../ui/time.tsx';
import { CycleGain } from './cycle-gain.tsx';
import { stepsOf, type Step } from './steps-of.ts';
import classes from './retraining.module.css';
import { causeWords, cycleColors, cycleWords } from './words.ts';

/** One training: what asked for it, how far it has come, and what it gained. */
export const CycleLane = ({ cycle }: { cycle: Cycle }) => {
  const { state, cause, requestedBy, requestedAt, failure } = cycle;
  const title = `training-${cycle.id}`;
  return (
    <Paper component="li" p="lg" className={classes.lane} aria-labelledby={title}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={3} size="h4" id={title}>
            <Instant at={requestedAt} />
          </Title>
          <Badge variant="light" color={cycleColors[state]}>
            {cycleWords[state]}
          </Badge>
        </Group>
        {isOpen(state) && <CancelButton cycle={cycle} />}
      </Group>
      <Text size="sm" c="dimmed">
        <Trans>
          Asked for {causeWords[cause]}
          {requestedBy.kind === 'system' ? '' : `, ${requestedBy.name}`}, <TimeAgo at={requestedAt} />
        </Trans>
      </Text>
      <ol className={classes.steps}>
        {stepsOf(cycle).map((step) => (
          <LaneStep key={step.name} step={step} />
        ))}
      </ol>
      {failure !== null && (
        <Alert color="red" mt="md" title={t`It failed`}>
          {failure}
        </Alert>
      )}
      <CycleGain cycle={cycle} />
    </Paper>
  );
};

const stateWords: Record<Step['state'], string> = {
  done: t`done`,
  now: t`under way`,
  waiting: t`not reached`,
  ended: t`ended here`,
};

const LaneStep = ({ step: { name, state, at, tells, progress } }: { step: Step }) => (
  <li className={classes.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
    <Text size="sm" fw={600}>
      {name} <span className="visually-hidden">({stateWords[state]})</span>
    </Text>
    {progress !== null && (
      <Progress
        value={progress * 100}
        size="sm"
        my={4}
        aria-label={`${name}: ${Math.round(progress * 100)} %`}
      />
    )}
    {tells !== '' && <Text size="xs">{tells}</Text>}
    {at !== null && (
      <Text size="xs" c="dimmed">
        <TimeAgo at={at} />
      </Text>
    )}
  </li>
);

const CancelButton = ({ cycle: { id } }: { cycle: Cycle }) => {
  const { slug: project } = useProject();
  const mayCancel = useMay('retraining.request');
  const [asking, setAsking] = useState(false);
  if (!mayCancel) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        <Trans>Cancel</Trans>
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t`Cancel this training?`}
        confirmLabel={t`Cancel the training`}
        danger
        onConfirm={() => call(retrainingContract.cancel, { params: { project, id } })}
      >
        <Trans>
          The trainer is told so when it next reports. It cannot be taken up again; another can be asked for.
        </Trans>
      </ConfirmModal>
    </>
  );
};
