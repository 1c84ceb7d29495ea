import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Code, Group, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { CallError } from '../api/call.ts';
import { problemTitle, problemWords, toldWords } from './told-words.ts';
import classes from './error-panel.module.css';

type Props = {
  /** What was thrown; a `CallError` is explained in full. */
  error: unknown;
  /** What could not be done, in the words of the page. */
  title?: string;
  /** Offers to try again. */
  onRetry?: (() => void) | undefined;
};

/** What an error says of itself, in one line. */
export const messageOf = (error: unknown): string => {
  if (error instanceof CallError) {
    const { problem } = error;
    if (problem === null) return t`The server cannot be reached. Check your connection.`;
    return problemWords(problem);
  }
  return error instanceof Error ? error.message : String(error);
};

/** Says what went wrong, with the fields at fault and the request's id, and offers to try again. */
export const ErrorPanel = ({ error, title, onRetry }: Props) => {
  const problem = error instanceof CallError ? error.problem : null;
  const offline = error instanceof CallError && error.code === 'offline';
  const message = messageOf(error);
  const heading =
    title ??
    (offline ? t`No connection` : problem === null ? t`Something went wrong` : problemTitle(problem));
  return (
    <Alert
      role="alert"
      className={classes.panel}
      color={offline ? 'yellow' : 'red'}
      icon={offline ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={heading}
    >
      {message !== heading && <Text size="sm">{message}</Text>}
      {problem?.errors !== undefined && problem.errors.length > 0 && (
        <List size="sm" mt="xs" spacing={2}>
          {problem.errors.map((fault) => (
            <List.Item key={`${fault.path.join('.')}:${fault.message}`}>
              {fault.path.length > 0 && <Code>{fault.path.join('.')}</Code>} {toldWords(fault)}
            </List.Item>
          ))}
        </List>
      )}
      {(onRetry !== undefined || problem?.requestId !== undefined) && (
        <Group mt="sm" gap="md">
          {onRetry !== undefined && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={onRetry}
            >
              <Trans>Try again</Trans>
            </Button>
          )}
          {problem?.requestId !== undefined && (
            <Text size="xs" c="dimmed">
              <Trans>Request {problem.requestId}</Trans>
            </Text>
          )}
        </Group>
      )}
    </Alert>
  );
};
