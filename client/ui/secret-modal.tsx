import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { SecretBox } from './secret-box.tsx';

type Props = {
  title: string;
  /** What the secret is: "API key", "Invitation link". */
  label: string;
  /** Null: closed. */
  secret: string | null;
  onClose: () => void;
  /** What to do with it, and until when it is good. */
  children?: ReactNode;
};

/** Shows a secret in the one moment it can be seen; only a button closes it, never a stray click. */
export const SecretModal = ({ title, label, secret, onClose, children }: Props) => (
  <Modal
    opened={secret !== null}
    onClose={onClose}
    title={title}
    size="lg"
    closeOnClickOutside={false}
    closeOnEscape={false}
    withCloseButton={false}
  >
    {secret !== null && (
      <Stack>
        <SecretBox label={label} secret={secret}>
          {children}
        </SecretBox>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>I have it</Trans>
          </Button>
        </Group>
      </Stack>
    )}
  </Modal>
);
