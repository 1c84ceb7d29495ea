import { Badge, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { policyQuery, useMay, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { History } from './history.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyInWords } from './policy-in-words.tsx';
import type { PolicyRevision } from './use-policy-draft.ts';

/** How much is left to the model: the policy in force, what a change would do, and every revision there was. */
export const PolicyPage = () => (
  <Permitted title="Policy" needs="policy.read">
    <InForce />
  </Permitted>
);

const InForce = () => {
  const { slug } = useProject();
  const policy = useQuery(policyQuery(slug));
  if (policy.data !== undefined) return <Policy current={policy.data} />;
  return (
    <>
      <PageHeader title="Policy" />
      {policy.isPending ? (
        <Loading />
      ) : (
        <ErrorPanel
          error={policy.error}
          title="The policy cannot be shown"
          onRetry={() => void policy.refetch()}
        />
      )}
    </>
  );
};

const Policy = ({ current }: { current: PolicyRevision }) => {
  const mayWrite = useMay('policy.write');
  const [trying, setTrying] = useState(false);
  return (
    <>
      <PageHeader
        title="Policy"
        description={
          <>
            How this project decides who decides. Revision {current.revision} is in force, by{' '}
            {current.author.name}, <TimeAgo at={current.createdAt} />.
          </>
        }
        actions={
          !mayWrite && (
            <Group gap="xs">
              <Badge color="gray">Read-only</Badge>
              <Button variant="default" size="xs" onClick={() => setTrying(!trying)}>
                {trying ? 'Stop trying' : 'Try a what-if'}
              </Button>
            </Group>
          )
        }
      />
      {mayWrite || trying ? (
        <PolicyEditor current={current} mayWrite={mayWrite} />
      ) : (
        <>
          <PolicyInWords policy={current.policy} />
          <History current={current} onGoBack={null} />
        </>
      )}
    </>
  );
};
