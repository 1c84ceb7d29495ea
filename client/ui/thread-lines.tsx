import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ThreadLine } from '../../server/contract/comments.ts';
import { TimeAgo } from './time.tsx';
import classes from './thread-lines.module.css';

const kindWords: Record<ThreadLine['kind'], (author: string) => string> = {
  comment: (author) => t`${author} commented`,
  question: (author) => t`${author} asked`,
  answer: (author) => t`${author} answered`,
};

/** What was said of an item, in the order it is given in. */
export const ThreadLines = ({ lines }: { lines: readonly ThreadLine[] }) => (
  <ol className={classes.lines}>
    {lines.map(({ id, author, kind, text, at }) => (
      <li key={id} data-kind={kind}>
        <Text size="xs" c="dimmed">
          {kindWords[kind](author)}, <TimeAgo at={at} />
        </Text>
        <Text size="sm" className={classes.text}>
          {text}
        </Text>
      </li>
    ))}
  </ol>
);
