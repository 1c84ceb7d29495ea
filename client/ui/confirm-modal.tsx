import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  /** The question. */
  title: string;
  /** What follows from saying yes, and whether it can be undone. */
  children?: ReactNode;
  /** What the button does, as a verb. */
  confirmLabel: string;
  /** For what takes something away. */
  danger?: boolean;
  /** Does it; the modal closes when it is done, and tells where it fails. */
  onConfirm: () => Promise<unknown>;
};

/** Asks before something far-reaching is done, and stays open until it is. */
export const ConfirmModal = ({
  opened,
  onClose,
  title,
  children,
  confirmLabel,
  danger = false,
  onConfirm,
}: Props) => {
  const act = useMutation({ mutationFn: onConfirm });
  const close = () => {
    act.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Stack>
        {children !== undefined && (
          <Text size="sm" component="div">
            {children}
          </Text>
        )}
        {act.isError && <ErrorPanel error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            data-autofocus
            color={danger ? 'red' : undefined}
            loading={act.isPending}
            onClick={() => act.mutate(undefined, { onSuccess: close })}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
