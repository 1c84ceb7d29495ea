import { Text } from '@mantine/core';
import type { ThreadLine } from '../../server/contract/comments.ts';
import { TimeAgo } from './time.tsx';
import classes from './thread-lines.module.css';

const kindWords = { comment: 'commented', question: 'asked', answer: 'answered' } as const;

/** What was said of an item, in the order it is given in. */
export const ThreadLines = ({ lines }: { lines: readonly ThreadLine[] }) => (
  <ol className={classes.lines}>
    {lines.map(({ id, author, kind, text, at }) => (
      <li key={id} data-kind={kind}>
        <Text size="xs" c="dimmed">
          {author} {kindWords[kind]}, <TimeAgo at={at} />
        </Text>
        <Text size="sm" className={classes.text}>
          {text}
        </Text>
      </li>
    ))}
  </ol>
);
