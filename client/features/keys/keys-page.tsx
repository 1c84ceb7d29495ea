import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Code, Stack, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { keysContract } from '../../../server/features/keys/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { SecretModal } from '../../ui/secret-modal.tsx';
import { CreateKeyModal } from './create-key-modal.tsx';
import { KeysTable } from './keys-table.tsx';

/** The API keys of a project: what services sign in with. */
export const KeysPage = () => (
  <Permitted title={t`API keys`} needs="keys.manage">
    <Keys />
  </Permitted>
);

const Keys = () => {
  const { slug } = useProject();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<ReplyOf<typeof keysContract.create> | null>(null);
  const list = useQuery({
    queryKey: keys.apiKeys(slug),
    queryFn: async ({ signal }) =>
      (await call(keysContract.list, { params: { project: slug }, signal })).keys,
  });
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      <Trans>New key</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`API keys`}
        description={t`What services sign in with, each in this project only and only for what it is given.`}
        actions={(list.data?.length ?? 0) > 0 && create}
      />
      {list.data === undefined &&
        (list.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel
            error={list.error}
            title={t`The keys cannot be listed`}
            onRetry={() => void list.refetch()}
          />
        ))}
      {list.data?.length === 0 && (
        <EmptyState icon={<IconKey size={28} />} title={t`No key yet`} actions={create}>
          <Trans>
            A model service needs a key to submit predictions. Its secret is shown once, when it is made.
          </Trans>
        </EmptyState>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <KeysTable project={slug} list={list.data} onRotated={setMade} />
      )}
      <CreateKeyModal project={slug} opened={creating} onClose={() => setCreating(false)} onMade={setMade} />
      <SecretModal
        title={t`The key “${made?.name ?? ''}”`}
        label={t`API key`}
        secret={made?.secret ?? null}
        onClose={() => setMade(null)}
      >
        <Stack gap={4}>
          <Text size="sm">
            <Trans>Services send it with every request:</Trans>
          </Text>
          <Code block>Authorization: Bearer {made?.prefix}…</Code>
        </Stack>
      </SecretModal>
    </>
  );
};
