import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

type Props = {
  opened: boolean;
  onClose: () => void;
  note: string;
  onNote: (note: string) => void;
  onAsk: (question: string) => void;
  onComment: (text: string) => void;
};

const Form = ({ note, onNote, onAsk, onComment }: Omit<Props, 'opened' | 'onClose'>) => {
  const [missing, setMissing] = useState(false);
  const send = (as: (text: string) => void) => {
    if (note.trim() === '') setMissing(true);
    else as(note.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(onAsk);
      }}
    >
      <Stack>
        <Textarea
          label={t`What would you like to say?`}
          description={t`You and the leads read it; other inspectors do not.`}
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2000}
          value={note}
          error={missing && note.trim() === '' ? t`Write a question or a comment` : undefined}
          onChange={(event) => onNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send(onAsk);
          }}
        />
        <Text size="sm" c="dimmed">
          <Trans>
            Ask, and the item waits for a lead’s answer and then comes back to you. Comment, and you go on
            with it.
          </Trans>
        </Text>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            <Trans>Ctrl + Enter asks</Trans>
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => send(onComment)}>
              <Trans>Comment only</Trans>
            </Button>
            <Button type="submit">
              <Trans>Ask a lead</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks the leads about the item in hand, or leaves them a comment on it. */
export const AskDialog = ({ opened, onClose, ...rest }: Props) => (
  <Modal opened={opened} onClose={onClose} title={t`Ask or comment`} transitionProps={{ duration: 0 }}>
    <Form {...rest} />
  </Modal>
);
