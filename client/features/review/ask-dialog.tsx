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
          label="What would you like to say?"
          description="You and the leads read it; other inspectors do not."
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2000}
          value={note}
          error={missing && note.trim() === '' ? 'Write a question or a comment' : undefined}
          onChange={(event) => onNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send(onAsk);
          }}
        />
        <Text size="sm" c="dimmed">
          Ask, and the item waits for a lead’s answer and then comes back to you. Comment, and you go on with
          it.
        </Text>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Ctrl + Enter asks
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => send(onComment)}>
              Comment only
            </Button>
            <Button type="submit">Ask a lead</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks the leads about the item in hand, or leaves them a comment on it. */
export const AskDialog = ({ opened, onClose, ...rest }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Ask or comment" transitionProps={{ duration: 0 }}>
    <Form {...rest} />
  </Modal>
);
