import { Button, Group, Stack, Text, Textarea, type TextareaProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

type Send = (note: string) => void;

type Props = Pick<TextareaProps, 'label' | 'description' | 'maxLength'> & {
  /** What is said where nothing is written. */
  missing: string;
  note: string;
  onNote: (note: string) => void;
  /** What the button and Ctrl + Enter do, each in words. */
  action: string;
  hint: string;
  onSend: Send;
  /** The button beside it, which can send the note to elsewhere. */
  other: (send: (to: Send) => void) => ReactNode;
  /** What stands between the note and the buttons. */
  children?: ReactNode;
};

/** A note that cannot be empty, and what is done with it. */
export const NoteForm = (props: Props) => {
  const { missing, note, onNote, action, hint, onSend, other, children, ...field } = props;
  const [isMissing, setIsMissing] = useState(false);
  const text = note.trim();
  const send = (to: Send) => {
    if (text === '') setIsMissing(true);
    else to(text);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(onSend);
      }}
    >
      <Stack>
        <Textarea
          {...field}
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          value={note}
          error={isMissing && text === '' ? missing : undefined}
          onChange={(event) => onNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send(onSend);
          }}
        />
        {children}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
          <Group gap="xs">
            {other(send)}
            <Button type="submit">{action}</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};
