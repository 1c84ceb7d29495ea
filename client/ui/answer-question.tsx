import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { commentsContract } from '../../server/features/comments/contract.ts';
import { call } from '../api/call.ts';
import { keys, useProject } from '../api/queries.ts';
import { notifyError } from './notify.ts';

type Props = { question: string; itemKey: string; inspector: string };

/** A lead's answer to a question; the item then goes back to who asked. */
export const AnswerQuestion = ({ question, itemKey, inspector }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [text, setText] = useState('');
  // The same however often it is sent.
  const [id] = useState(() => newId());
  const answer = useMutation({
    mutationFn: () =>
      call(commentsContract.answer, { params: { project, id: question }, body: { id, text: text.trim() } }),
    onSettled: () => {
      for (const queryKey of [keys.questions(project), keys.comments(project, itemKey)])
        void cache.invalidateQueries({ queryKey });
    },
    onError: notifyError(t`Your answer was not sent`),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') answer.mutate();
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t`Answer to ${inspector}`}
          description={t`The item goes back to ${inspector} with it.`}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" size="sm" disabled={text.trim() === ''} loading={answer.isPending}>
            <Trans>Answer</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
