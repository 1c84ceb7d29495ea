import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import type { ThreadLine } from '../../../server/contract/comments.ts';
import { ThreadLines } from '../../ui/thread-lines.tsx';
import classes from './context-panel.module.css';

/** What a lead answered to one's question about the item in hand, and what was said before, newest first. */
export const OwnThread = ({ lines }: { lines: readonly ThreadLine[] }) => (
  <section className={classes.note} aria-label={t`Question and answer`}>
    <Text fw={600} size="sm" className={classes.heading}>
      <Trans>
        <IconMessages size={16} aria-hidden /> Your question was answered
      </Trans>
    </Text>
    <ThreadLines lines={lines.toReversed()} />
  </section>
);
