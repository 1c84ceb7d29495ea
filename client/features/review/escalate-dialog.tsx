import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Modal } from '@mantine/core';
import { NoteForm } from './note-form.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  note: string;
  onNote: (note: string) => void;
  onEscalate: (note: string) => void;
};

/** Hands the item to a lead, with a note. */
export const EscalateDialog = ({ opened, onClose, note, onNote, onEscalate }: Props) => (
  <Modal opened={opened} onClose={onClose} title={t`Escalate to a lead`} transitionProps={{ duration: 0 }}>
    <NoteForm
      label={t`What should the lead know?`}
      missing={t`Say in a few words what is the matter`}
      maxLength={1000}
      note={note}
      onNote={onNote}
      action={t`Escalate`}
      hint={t`Ctrl + Enter sends`}
      onSend={onEscalate}
      other={() => (
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
      )}
    />
  </Modal>
);
