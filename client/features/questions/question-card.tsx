import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Question } from '../../../server/features/comments/contract.ts';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { AnswerQuestion } from '../../ui/answer-question.tsx';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { TextLink } from '../../ui/links.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './questions.module.css';

/** A question whose words would tell a lead, who may yet judge the item blind, how somebody else judges it. */
const Withheld = ({ itemKey }: { itemKey: string }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [asking, ask] = useDisclosure();
  const read = async () => {
    await call(itemsContract.reveal, { params: { project, key: itemKey } });
    await cache.invalidateQueries({ queryKey: keys.questions(project) });
    void cache.invalidateQueries({ queryKey: keys.item(project, itemKey) });
  };
  return (
    <>
      <Text size="sm">
        <Trans>
          You may yet be asked to judge this item blind. Its question is shown once you leave that to others.
        </Trans>
      </Text>
      <Button
        size="xs"
        mt="xs"
        variant="default"
        leftSection={<IconEye size={15} aria-hidden />}
        onClick={ask.open}
      >
        <Trans>Read and answer</Trans>
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={t`Read the question about this item?`}
        confirmLabel={t`Read`}
        onConfirm={read}
      >
        <Trans>You can then never judge the item. That you looked is written to the audit log.</Trans>
      </ConfirmModal>
    </>
  );
};

/** One question, with the way to its item and the answer to be written. */
export const QuestionCard = ({ question: { id, key, inspector, text, at } }: { question: Question }) => {
  const { slug } = useProject();
  return (
    <li className={classes.card}>
      <Text size="sm" c="dimmed">
        <Trans>
          <TextLink {...paths.item(slug, key)}>{key}</TextLink> · {inspector.name} asked, <TimeAgo at={at} />
        </Trans>
      </Text>
      {text === null ? (
        <Withheld itemKey={key} />
      ) : (
        <>
          <Text className={classes.text}>{text}</Text>
          <AnswerQuestion question={id} itemKey={key} inspector={inspector.name} />
        </>
      )}
    </li>
  );
};
