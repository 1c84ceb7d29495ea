import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Title } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import { callbacksQuery, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { SecretModal } from '../../ui/secret-modal.tsx';
import classes from './callbacks.module.css';
import { DeliveriesSection } from './deliveries-section.tsx';
import { EndpointList } from './endpoint-list.tsx';
import { EndpointModal } from './endpoint-modal.tsx';
import { TroubleAlert } from './trouble-alert.tsx';
import { Verification } from './verification.tsx';

/** The endpoints that are called when something happens, and every delivery to them. */
export const CallbacksPage = () => (
  <Permitted title={t`Callbacks`} needs="callbacks.manage">
    <Callbacks />
  </Permitted>
);

/** How often is asked how the endpoints fare, in milliseconds: while something waits, and otherwise. */
const askAgain = { waiting: 3_000, otherwise: 15_000 };

const isWaiting = ({ disabledAt, health }: Endpoint): boolean => disabledAt === null && health.pending > 0;

type Edited = Endpoint | 'new';
type Made = Endpoint & { secret: string };

const Callbacks = () => {
  const { slug: project } = useProject();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const list = useQuery({
    ...callbacksQuery(project),
    refetchInterval: ({ state }) => (state.data?.some(isWaiting) ? askAgain.waiting : askAgain.otherwise),
  });
  const endpoints = list.data;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      <Trans>Add an endpoint</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Callbacks`}
        description={t`Your services are told over HTTP when something happens to an item, signed, and again until they have it.`}
        actions={(endpoints?.length ?? 0) > 0 && add}
      />
      {endpoints === undefined &&
        (list.isPending ? (
          <Loading label={t`Loading the endpoints`} />
        ) : (
          <ErrorPanel
            error={list.error}
            title={t`The endpoints cannot be listed`}
            onRetry={() => void list.refetch()}
          />
        ))}
      {endpoints?.length === 0 && (
        <EmptyState icon={<IconWebhook size={28} />} title={t`Nothing is called back yet`} actions={add}>
          <Trans>
            Give the address of a service, and it is told as soon as an item is accepted, gets a label or is
            sent to people, so that it need not ask. Each callback is signed with a secret that you and the
            service share.
          </Trans>
        </EmptyState>
      )}
      {endpoints !== undefined && endpoints.length > 0 && (
        <>
          <TroubleAlert endpoints={endpoints} />
          <section aria-labelledby="endpoints" className={classes.section}>
            <Title order={2} size="h3" id="endpoints" mb="sm">
              <Trans>Endpoints</Trans>
            </Title>
            <EndpointList endpoints={endpoints} onEdit={setEdited} onRotated={setMade} />
          </section>
          <DeliveriesSection endpoints={endpoints} />
        </>
      )}
      <EndpointModal subject={edited} onClose={() => setEdited(null)} onMade={setMade} />
      <SecretModal
        title={t`The signing secret`}
        label={t`Signing secret`}
        secret={made?.secret ?? null}
        onClose={() => setMade(null)}
      >
        <Verification />
      </SecretModal>
    </>
  );
};
