import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

type Props = {
  opened: boolean;
  onClose: () => void;
  note: string;
  onNote: (note: string) => void;
  onEscalate: (note: string) => void;
};

const Form = ({ onClose, note, onNote, onEscalate }: Omit<Props, 'opened'>) => {
  const [missing, setMissing] = useState(false);
  const send = () => {
    if (note.trim() === '') setMissing(true);
    else onEscalate(note.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Textarea
          label={t`What should the lead know?`}
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
          value={note}
          error={missing && note.trim() === '' ? t`Say in a few words what is the matter` : undefined}
          onChange={(event) => onNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send();
          }}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            <Trans>Ctrl + Enter sends</Trans>
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit">
              <Trans>Escalate</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/** Hands the item to a lead, with a note. */
export const EscalateDialog = ({ opened, ...rest }: Props) => (
  <Modal
    opened={opened}
    onClose={rest.onClose}
    title={t`Escalate to a lead`}
    transitionProps={{ duration: 0 }}
  >
    <Form {...rest} />
  </Modal>
);
