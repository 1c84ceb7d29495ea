import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ErrorPanel } from '../error-panel.tsx';
import { notifyDone } from '../notify.ts';
import { outcomeWords } from './outcome-words.ts';
import type { Batches, useBatches } from './use-batches.ts';

type Props<B> = {
  title: string;
  onClose: () => void;
  /** What the button does, as a verb, and what is then said to be done: "assigned". */
  confirmLabel: string;
  done: string;
  /** Whether all is chosen that is needed. */
  ready?: boolean;
  batches: Batches<B>;
  reason: string;
  onReason: (reason: string) => void;
  changing: ReturnType<typeof useBatches<B>>;
  onDone?: (() => void) | undefined;
  children?: ReactNode;
};

/** Asks for the reason of a change to many reviews, makes it, and tells how far it is and what was left as it is. */
export const BatchModal = <B,>({
  title,
  onClose,
  confirmLabel,
  done,
  ready = true,
  batches,
  reason,
  onReason,
  changing: { run, sofar, stop },
  onDone,
  children,
}: Props<B>) => {
  const [missing, setMissing] = useState(false);
  const close = () => {
    stop();
    onClose();
  };
  const start = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '' || !ready) return;
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
            error={missing && reason.trim() === '' ? t`Say why` : null}
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
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
