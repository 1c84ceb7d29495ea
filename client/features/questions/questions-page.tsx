import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { questionsQuery, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { QuestionCard } from './question-card.tsx';
import classes from './questions.module.css';

/** The questions of inspectors that wait for a lead. */
export const QuestionsPage = () => (
  <Permitted title={t`Questions`} needs="reviews.lead">
    <Questions />
  </Permitted>
);

const Questions = () => {
  const { slug } = useProject();
  const questions = useQuery(questionsQuery(slug));
  return (
    <>
      <PageHeader
        title={t`Questions`}
        description={t`What inspectors ask about items, oldest first. Each item waits until it is answered, and then goes back to who asked.`}
      />
      {questions.isPending && <Loading label={t`Loading the questions`} />}
      {questions.isError && (
        <ErrorPanel
          error={questions.error}
          title={t`The questions cannot be listed`}
          onRetry={() => void questions.refetch()}
        />
      )}
      {questions.data?.length === 0 && (
        <EmptyState icon={<IconMessageQuestion size={28} />} title={t`No question waits`}>
          <Trans>Inspectors ask from the desk, and a question appears here at once.</Trans>
        </EmptyState>
      )}
      <ul className={classes.list}>
        {questions.data?.map((question) => (
          <QuestionCard key={question.id} question={question} />
        ))}
      </ul>
    </>
  );
};
