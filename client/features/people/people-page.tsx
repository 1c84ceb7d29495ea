import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject, peopleQuery } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { Groups } from './groups.tsx';
import { Invitations } from './invitations.tsx';
import { InviteModal } from './invite-modal.tsx';
import { Members } from './members.tsx';

/** Who has a part in the project, with which role, and who is invited. */
export const PeoplePage = () => (
  <Permitted title={t`People`} needs="people.read">
    <People />
  </Permitted>
);

const People = () => {
  const { slug, name } = useProject();
  const mayManage = useMay('people.manage');
  const [inviting, setInviting] = useState(false);
  const people = useQuery(peopleQuery(slug));
  return (
    <>
      <PageHeader
        title={t`People`}
        description={t`Who works in this project, and what they may do. Admins of the server may do everything everywhere.`}
        actions={
          mayManage && (
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
              <Trans>Invite</Trans>
            </Button>
          )
        }
      />
      {people.data === undefined &&
        (people.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel
            error={people.error}
            title={t`The people cannot be listed`}
            onRetry={() => void people.refetch()}
          />
        ))}
      {people.data !== undefined && (
        <Stack gap="xl" maw={1100}>
          <Members project={slug} members={people.data.members} mayManage={mayManage} />
          <Groups project={slug} mayManage={mayManage} />
          {people.data.invitations.length > 0 && (
            <Invitations
              invitations={people.data.invitations}
              stale={keys.people(slug)}
              withdraw={
                mayManage
                  ? (id) => call(peopleContract.withdrawInvitation, { params: { project: slug, id } })
                  : null
              }
            />
          )}
        </Stack>
      )}
      <InviteModal project={slug} name={name} opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
};
