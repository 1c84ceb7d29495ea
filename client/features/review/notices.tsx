import { ActionIcon, Button } from '@mantine/core';
import { IconInfoCircle, IconCornerUpLeft, IconX } from '@tabler/icons-react';
import type { Notice } from './desk/desk.ts';
import classes from './notices.module.css';
import { noticeWords } from './words.ts';

/** More than this many stand in the way; the rest follows as these are read. */
const atOnce = 2;

type Props = { notices: Notice[]; onRead: (id: string) => void; onLook: (reviewId: string) => void };

/** What the inspector is told without being interrupted; stays until read. */
export const Notices = ({ notices, onRead, onLook }: Props) => (
  <div role="status" className={classes.notices}>
    {notices.slice(0, atOnce).map((notice) => (
      <div key={notice.id} className={classes.notice} data-bad={notice.refusal !== null || undefined}>
        {notice.refusal === null ? (
          <IconInfoCircle size={18} aria-hidden />
        ) : (
          <IconCornerUpLeft size={18} aria-hidden />
        )}
        <span className={classes.words}>{noticeWords(notice)}</span>
        {notice.what === 'change_refused' && (
          <Button size="compact-sm" variant="default" onClick={() => onLook(notice.review.id)}>
            Look at it
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Dismiss"
          onClick={() => onRead(notice.id)}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
    ))}
    {notices.length > atOnce && <div className={classes.more}>and {notices.length - atOnce} more</div>}
  </div>
);
