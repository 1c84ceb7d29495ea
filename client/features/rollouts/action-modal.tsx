import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RolloutAction } from '../../../server/domain/rollout/states.ts';
import { rolloutsContract, type RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { acceptedText } from './accepted-text.ts';
import { nextStepText } from './next-step-text.ts';
import { actionWords, doneWords } from './words.ts';

/** What a person can do to a rollout. */
export type Action = Exclude<RolloutAction, 'raise'>;

type Props = { rollout: RolloutDetail; action: Action | null; onClose: () => void };

/** Says what follows from an action, takes a reason, and does it. */
export const ActionModal = ({ rollout, action, onClose }: Props) => (
  <Modal
    opened={action !== null}
    onClose={onClose}
    title={action === null ? '' : `${actionWords[action]}: ${rollout.candidate}`}
  >
    {action !== null && <Act key={action} rollout={rollout} action={action} onClose={onClose} />}
  </Modal>
);

/** What goes back with a rollback, beside the version. */
const Back = ({ rollout }: { rollout: RolloutDetail }) => {
  const { live, policyChanged, calibratorChanged, accepted } = rollout;
  return (
    <List size="sm" spacing={4}>
      <List.Item>
        {live === null ? (
          t`No version is assigned any more.`
        ) : (
          <>
            <Trans>{live} decides everything again, at once.</Trans>
          </>
        )}
      </List.Item>
      {policyChanged && (
        <List.Item>
          <Trans>The policy, with its thresholds, goes back to what it was when this started.</Trans>
        </List.Item>
      )}
      {calibratorChanged && (
        <List.Item>
          <Trans>So does the calibrator of {live}.</Trans>
        </List.Item>
      )}
      {accepted > 0 && (
        <List.Item>
          <Trans>
            {acceptedText(accepted)} accepted by it and not looked at: you can then send them to people.
          </Trans>
        </List.Item>
      )}
    </List>
  );
};

const Consequence = ({ rollout, action }: { rollout: RolloutDetail; action: Action }) => {
  if (action === 'roll_back') return <Back rollout={rollout} />;
  const { settings, ready } = rollout;
  const words: Record<Exclude<Action, 'roll_back'>, string> = {
    start:
      settings.shadowFirst || settings.kind === 'blue_green'
        ? t`It begins to predict beside the live version, and decides nothing yet.`
        : nextStepText(rollout),
    advance: `${nextStepText(rollout)}${ready ? '' : t` Its guardrails do not pass yet.`}`,
    pause: t`It keeps its share, and takes no step by itself; a guardrail that fails no longer rolls it back.`,
    resume: t`It goes on where it paused; the time of the step begins anew.`,
    abort: t`It ends, and nothing else changes: it decided nothing.`,
  };
  return <Text size="sm">{words[action]}</Text>;
};

const Act = ({ rollout, action, onClose }: Props & { action: Action }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [note, setNote] = useState('');
  const needsReason = action === 'advance' && !rollout.ready;
  const act = useMutation({
    mutationFn: () =>
      call(rolloutsContract.act, {
        params: { project, rollout: rollout.id },
        body: { action, note: note.trim() },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.inProject(project) });
      notifyDone(`${rollout.candidate} ${doneWords[action]}`);
      onClose();
    },
  });
  const isBack = action === 'roll_back' || action === 'abort';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
    >
      <Stack>
        <Consequence rollout={rollout} action={action} />
        <Textarea
          label={t`Reason`}
          description={
            needsReason ? t`Why it goes on before its guardrails pass; it stays in the timeline` : undefined
          }
          required={needsReason}
          maxLength={2_000}
          autosize
          minRows={2}
          maxRows={6}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        {act.isError && <ErrorPanel error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            color={isBack ? 'red' : undefined}
            loading={act.isPending}
            disabled={needsReason && note.trim() === ''}
          >
            {actionWords[action]}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
