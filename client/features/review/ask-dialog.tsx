import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Modal, Text } from '@mantine/core';
import { NoteForm } from './note-form.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  note: string;
  onNote: (note: string) => void;
  onAsk: (question: string) => void;
  onComment: (text: string) => void;
};

/** Asks the leads about the item in hand, or leaves them a comment on it. */
export const AskDialog = ({ opened, onClose, note, onNote, onAsk, onComment }: Props) => (
  <Modal opened={opened} onClose={onClose} title={t`Ask or comment`} transitionProps={{ duration: 0 }}>
    <NoteForm
      label={t`What would you like to say?`}
      description={t`You and the leads read it; other inspectors do not.`}
      missing={t`Write a question or a comment`}
      maxLength={2000}
      note={note}
      onNote={onNote}
      action={t`Ask a lead`}
      hint={t`Ctrl + Enter asks`}
      onSend={onAsk}
      other={(send) => (
        <Button variant="default" onClick={() => send(onComment)}>
          <Trans>Comment only</Trans>
        </Button>
      )}
    >
      <Text size="sm" c="dimmed">
        <Trans>
          Ask, and the item waits for a lead’s answer and then comes back to you. Comment, and you go on with
          it.
        </Trans>
      </Text>
    </NoteForm>
  </Modal>
);
