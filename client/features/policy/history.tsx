import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { ChangeList } from './change-list.tsx';
import classes from './changes.module.css';
import { diffPolicies } from './policy-diff.ts';
import { useClassTitle, type PolicyRevision } from './use-policy-draft.ts';
import { quoted } from '../../ui/quoted.ts';

type Props = {
  current: PolicyRevision;
  /** Puts an earlier revision into the form; null: the reader may not. */
  onGoBack: ((earlier: PolicyRevision) => void) | null;
};

/** Every revision of the policy, newest first: who, when, why, and what changed. */
export const History = ({ current, onGoBack }: Props) => {
  const { slug: project } = useProject();
  const revisions = useQuery({
    queryKey: keys.policies(project),
    queryFn: ({ signal }) => call(policyContract.revisions, { params: { project }, signal }),
  });
  return (
    <section aria-labelledby="policy-history" className={classes.history}>
      <Title order={2} size="h3" id="policy-history" mb="sm">
        <Trans>History</Trans>
      </Title>
      {revisions.isPending && <Loading height={120} />}
      {revisions.isError && (
        <ErrorPanel error={revisions.error} title={t`No history`} onRetry={() => void revisions.refetch()} />
      )}
      <ol className={classes.revisions}>
        {revisions.data?.revisions.map((revision, i, all) => (
          <Revision
            key={revision.revision}
            revision={revision}
            previous={all[i + 1] ?? null}
            inForce={revision.revision === current.revision}
            onGoBack={onGoBack}
          />
        ))}
      </ol>
    </section>
  );
};

type RevisionProps = {
  revision: PolicyRevision;
  previous: PolicyRevision | null;
  inForce: boolean;
  onGoBack: Props['onGoBack'];
};

const Revision = ({ revision, previous, inForce, onGoBack }: RevisionProps) => {
  const title = useClassTitle();
  const changes = previous === null ? [] : diffPolicies(previous.policy, revision.policy, title);
  return (
    <li className={classes.revision}>
      <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
        <div className={classes.who}>
          <Group gap={8}>
            <Title order={3} size="h5">
              <Trans>Revision {revision.revision}</Trans>
            </Title>
            {inForce && (
              <Badge color="teal">
                <Trans>In force</Trans>
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {revision.author.name}, <TimeAgo at={revision.createdAt} />
          </Text>
        </div>
        {onGoBack !== null && !inForce && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            aria-label={t`Go back to this: revision ${revision.revision}`}
            onClick={() => onGoBack(revision)}
          >
            <Trans>Go back to this</Trans>
          </Button>
        )}
      </Group>
      {revision.note !== '' && (
        <Text size="sm" mt={6} className={classes.note}>
          {quoted(revision.note)}
        </Text>
      )}
      <div className={classes.what}>
        {changes.length > 0 && <ChangeList changes={changes} few={5} />}
        {changes.length === 0 && (
          <Text size="sm" c="dimmed">
            {previous === null ? t`The first policy.` : t`The same policy as revision ${previous.revision}.`}
          </Text>
        )}
      </div>
    </li>
  );
};
