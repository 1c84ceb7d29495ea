import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { commentsContract, type Thread } from '../../../server/features/comments/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useMe, useProject } from '../../api/queries.ts';
import { AnswerQuestion } from '../../ui/answer-question.tsx';
import { notifyError } from '../../ui/notify.ts';
import { ThreadLines } from '../../ui/thread-lines.tsx';
import classes from './item.module.css';

/** What inspectors and leads said of the item; inspectors are told of their own thread alone. */
export const ItemComments = ({ itemKey: key }: { itemKey: string }) => {
  const { slug: project } = useProject();
  const me = useMe();
  const comments = useQuery({
    queryKey: keys.comments(project, key),
    queryFn: ({ signal }) => call(commentsContract.list, { params: { project, key }, signal }),
  });
  if (comments.data === undefined) return null;
  const { threads, withheld } = comments.data;
  const hasOwn = threads.some(({ inspector }) => inspector.id === me.id);
  return (
    <section aria-labelledby="comments" className={classes.comments}>
      <Title order={2} size="h4" id="comments" mb="sm">
        <Trans>Comments</Trans>
      </Title>
      {withheld && (
        <Text size="sm" c="dimmed" mb="sm">
          <Trans>
            Inspectors have said something of it. It is withheld as long as you may be asked to judge it
            blind.
          </Trans>
        </Text>
      )}
      {threads.map((thread) => (
        <OneThread key={thread.inspector.id} thread={thread} itemKey={key} />
      ))}
      {!hasOwn && <Write itemKey={key} thread={null} />}
    </section>
  );
};

const OneThread = ({ thread, itemKey }: { thread: Thread; itemKey: string }) => {
  const isLead = useMay('reviews.lead');
  const { inspector, lines, waiting } = thread;
  return (
    <div className={classes.thread}>
      <ThreadLines lines={lines} />
      {waiting !== null && isLead ? (
        <AnswerQuestion question={waiting} itemKey={itemKey} inspector={inspector.name} />
      ) : (
        <Write itemKey={itemKey} thread={thread} />
      )}
    </div>
  );
};

/** A comment to be written, in a thread or, where there is none, in one's own. */
const Write = ({ itemKey: key, thread }: { itemKey: string; thread: Thread | null }) => {
  const { slug: project } = useProject();
  const me = useMe();
  const cache = useQueryClient();
  // The id is the comment's own, so that it is kept once however often it is sent.
  const [{ id, text }, setDraft] = useState({ id: newId(), text: '' });
  const inspector = thread?.inspector.id;
  const write = useMutation({
    mutationFn: () =>
      call(commentsContract.write, {
        params: { project, key },
        body: { id, text: text.trim(), ...(inspector !== undefined && { inspector }) },
      }),
    onSuccess: () => {
      setDraft({ id: newId(), text: '' });
      return cache.invalidateQueries({ queryKey: keys.comments(project, key) });
    },
    onError: notifyError(t`Your comment was not kept`),
  });
  const label = thread !== null && inspector !== me.id ? t`Comment to ${thread.inspector.name}` : t`Comment`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') write.mutate();
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          autosize
          minRows={1}
          maxRows={10}
          maxLength={2000}
          value={text}
          onChange={(event) => setDraft({ id, text: event.currentTarget.value })}
        />
        {text.trim() !== '' && (
          <Group justify="flex-end">
            <Button type="submit" size="xs" variant="default" loading={write.isPending}>
              <Trans>Comment</Trans>
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
};
