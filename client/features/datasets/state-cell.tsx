import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { notifyError } from '../../ui/notify.ts';
import { percentText } from '../../ui/proportion.tsx';
import classes from './datasets.module.css';
import { stateWords } from './words.ts';

type Props = Pick<SnapshotReply, 'state' | 'progress' | 'failure'> & {
  /** What is written, as its name stands in a sentence. */
  name: string;
  /** Gives it up; undefined: the reader may not. */
  onCancel?: (() => Promise<unknown>) | undefined;
};

/** How far a snapshot or an export is: a bar while it is written, and why it failed. */
export const StateCell = ({ state, progress, failure, name, onCancel }: Props) => {
  const cancel = useMutation({
    mutationFn: async () => onCancel?.(),
    onError: notifyError(t`It could not be cancelled`),
  });
  if (state !== 'writing')
    return (
      <>
        <Badge className={classes.state} color={stateWords[state].color}>
          {stateWords[state].name}
        </Badge>
        {failure !== null && (
          <Text size="xs" c="dimmed" mt={2} className={classes.failure}>
            {failure}
          </Text>
        )}
      </>
    );
  return (
    <Group gap="xs" wrap="nowrap" className={classes.writing}>
      <div className={classes.progress}>
        <Progress
          value={progress * 100}
          size="sm"
          aria-label={t`${name}: ${percentText(progress, 0)} written`}
        />
        <Text size="xs" c="dimmed" mt={2} className="numbers">
          <Trans>Being written, {percentText(progress, 0)}</Trans>
        </Text>
      </div>
      {onCancel && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t`Cancel ${name}`}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          <Trans>Cancel</Trans>
        </Button>
      )}
    </Group>
  );
};
