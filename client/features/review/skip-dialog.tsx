import { t } from '@lingui/core/macro';
import { Kbd, Modal, Stack, Textarea, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { skipReasons, type SkipReason } from '../../../server/domain/words.ts';
import classes from './dialogs.module.css';
import { targetOf } from './keys.ts';
import { skipWords } from './words.ts';

type Props = {
  opened: boolean;
  onClose: () => void;
  note: string;
  onNote: (note: string) => void;
  onSkip: (reason: SkipReason, note: string) => void;
};

const Choices = ({ note, onNote, onSkip }: Omit<Props, 'opened' | 'onClose'>) => {
  const skip = (reason: SkipReason) => onSkip(reason, note.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLTextAreaElement || targetOf(event.target) !== 'field') return;
    const reason = skipReasons[Number(event.key) - 1];
    if (reason === undefined) return;
    event.preventDefault();
    skip(reason);
  };
  return (
    // The buttons are what is operated; their digits work wherever in the dialog the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown}>
      <Stack gap={8} className={classes.reasons}>
        {skipReasons.map((reason, i) => (
          <UnstyledButton
            key={reason}
            className={classes.choice}
            onClick={() => skip(reason)}
            aria-keyshortcuts={String(i + 1)}
            data-autofocus={i === 0 || undefined}
          >
            <Kbd className={classes.key}>{i + 1}</Kbd>
            <span>
              <span className={classes.title}>{skipWords[reason].title}</span>
              <span className={classes.hint}>{skipWords[reason].hint}</span>
            </span>
          </UnstyledButton>
        ))}
        <Textarea
          label={t`Note`}
          description={t`Optional; write it before you choose the reason`}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={1000}
          value={note}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      </Stack>
    </div>
  );
};

/** Asks why an item is passed by: a digit, a click or a tap answers. */
export const SkipDialog = ({ opened, onClose, ...rest }: Props) => (
  <Modal opened={opened} onClose={onClose} title={t`Skip this item: why?`} transitionProps={{ duration: 0 }}>
    <Choices {...rest} />
  </Modal>
);
