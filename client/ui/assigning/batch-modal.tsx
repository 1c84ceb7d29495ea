import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ErrorPanel } from '../error-panel.tsx';
import { notifyDone } from '../notify.ts';
import { outcomeWords } from './outcome-words.ts';
import { useBatches, type Batches, type Outcome } from './use-batches.ts';

type Props<B> = {
  project: string;
  title: string;
  onClose: () => void;
  /** What the button does, as a verb, and what is then said to be done: "assigned". */
  confirmLabel: string;
  done: string;
  /** Whether all is chosen that is needed. */
  ready?: boolean;
  batches: Batches<B>;
  /** Makes the change to one batch. */
  work: (batch: B, reason: string) => Promise<Outcome>;
  onDone?: (() => void) | undefined;
  children?: ReactNode;
};

/** Asks for the reason of a change to many reviews, makes it, and tells how far it is and what was left as it is. */
export const BatchModal = <B,>({
  project,
  title,
  onClose,
  confirmLabel,
  done,
  ready = true,
  batches,
  work,
  onDone,
  children,
}: Props<B>) => {
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const reason = typed.trim();
  const { run, sofar, stop } = useBatches(project, (batch: B) => work(batch, reason));
  const close = () => {
    stop();
    onClose();
  };
  const start = () => {
    setMissing(reason === '');
    if (reason === '' || !ready) return;
    run.mutate(batches, {
      onSuccess: (outcome) => {
        notifyDone(outcomeWords(outcome, done));
        onDone?.();
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={close} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Stack>
          {children}
          <TextInput
            label={t`Why`}
            description={t`It is written to the audit log, with your name`}
            maxLength={300}
            required
            error={missing && reason === '' ? t`Say why` : null}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {run.isError && <ErrorPanel error={run.error} />}
          <Text size="sm" role="status">
            {run.isPending && `${outcomeWords(sofar, done)} …`}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={run.isPending ? stop : close}>
              {run.isPending ? t`Stop` : t`Cancel`}
            </Button>
            <Button type="submit" loading={run.isPending} disabled={!ready}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
