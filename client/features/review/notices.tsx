import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconInfoCircle, IconCornerUpLeft, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Notice } from './desk/desk.ts';
import classes from './notices.module.css';
import { noticeWords } from './words.ts';

/** More than this many stand in the way; the rest follows as these are read. */
const atOnce = 2;

type Props = { notices: Notice[]; onRead: (id: string) => void; onLook: (reviewId: string) => void };

/** How long good news stands, in ms; a refusal stays until it is read. */
const standing = 12_000;

const Line = ({ notice, onRead, onLook }: Omit<Props, 'notices'> & { notice: Notice }) => {
  const { id, what, review, refusal } = notice;
  useEffect(() => {
    if (refusal !== null) return;
    const timer = setTimeout(() => onRead(id), standing);
    return () => clearTimeout(timer);
  }, [id, refusal, onRead]);
  return (
    <div className={classes.notice} data-bad={refusal !== null || undefined}>
      {refusal === null ? (
        <IconInfoCircle size={18} aria-hidden />
      ) : (
        <IconCornerUpLeft size={18} aria-hidden />
      )}
      <span className={classes.words}>{noticeWords(notice)}</span>
      {what === 'change_refused' && (
        <Button size="compact-sm" variant="default" onClick={() => onLook(review.id)}>
          <Trans>Look at it</Trans>
        </Button>
      )}
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Dismiss`} onClick={() => onRead(id)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
};

/** What the inspector is told without being interrupted. */
export const Notices = ({ notices, ...rest }: Props) => (
  <div role="status" className={classes.notices}>
    {notices.slice(0, atOnce).map((notice) => (
      <Line key={notice.id} notice={notice} {...rest} />
    ))}
    {notices.length > atOnce && (
      <div className={classes.more}>
        <Trans>and {notices.length - atOnce} more</Trans>
      </div>
    )}
  </div>
);
