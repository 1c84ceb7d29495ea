import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { callbacksContract, type Endpoint } from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { countText } from '../../ui/proportion.tsx';
import classes from './callbacks.module.css';
import { EndpointCard } from './endpoint-card.tsx';
import { RotateSecretModal } from './rotate-secret-modal.tsx';

type Props = {
  endpoints: readonly Endpoint[];
  onEdit: (endpoint: Endpoint) => void;
  onRotated: (made: Endpoint & { secret: string }) => void;
};

type Asked = { about: 'rotate' | 'disable' | 'delete'; endpoint: Endpoint };

/** The endpoints with what can be done to them. */
export const EndpointList = ({ endpoints, onEdit, onRotated }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: keys.callbacks(project) });
  const close = () => setAsked(null);

  const test = useMutation({
    mutationFn: ({ id }: Endpoint) => call(callbacksContract.test, { params: { project, id } }),
    onSuccess: ({ endpointId, eventId }) => {
      void refresh();
      void cache.resetQueries({ queryKey: keys.deliveries(project) });
      void navigate({ ...paths.delivery(project, endpointId, eventId), resetScroll: false });
    },
    onError: notifyError(t`The test was not sent`),
  });
  const setEnabled = async ({ id }: Endpoint, enabled: boolean): Promise<void> => {
    await call(callbacksContract.update, { params: { project, id }, body: { enabled } });
    await refresh();
  };
  const enable = useMutation({
    mutationFn: (endpoint: Endpoint) => setEnabled(endpoint, true),
    onSuccess: () => notifyDone(t`It is called again, beginning with what waited.`),
    onError: notifyError(t`The endpoint was not enabled`),
  });
  const remove = async ({ id }: Endpoint): Promise<void> => {
    await call(callbacksContract.remove, { params: { project, id } });
    await refresh();
    void cache.resetQueries({ queryKey: keys.deliveries(project) });
    void navigate({ ...paths.callbacks(project), replace: true, resetScroll: false });
  };

  const subject = asked?.endpoint;
  const address = <strong className={classes.url}>{subject?.url}</strong>;
  const waiting = subject?.health.pending ?? 0;
  return (
    <Stack gap="sm" maw={1200}>
      {endpoints.map((endpoint) => (
        <EndpointCard
          key={endpoint.id}
          endpoint={endpoint}
          onTest={() => !test.isPending && test.mutate(endpoint)}
          onEdit={() => onEdit(endpoint)}
          onEnable={() => !enable.isPending && enable.mutate(endpoint)}
          onAsk={(about) => setAsked({ about, endpoint })}
        />
      ))}
      <RotateSecretModal
        subject={asked?.about === 'rotate' ? asked.endpoint : null}
        onClose={close}
        onMade={onRotated}
      />
      <ConfirmModal
        opened={asked?.about === 'disable'}
        onClose={close}
        title={t`Disable this endpoint?`}
        confirmLabel={t`Disable`}
        onConfirm={async () => subject && setEnabled(subject, false)}
      >
        <Trans>
          {address}
          Nothing is sent to it until it is enabled again. What waits is kept and sent then; of what happens
          in the meantime it is never told.
        </Trans>
      </ConfirmModal>
      <ConfirmModal
        opened={asked?.about === 'delete'}
        onClose={close}
        title={t`Delete this endpoint?`}
        confirmLabel={t`Delete`}
        danger
        onConfirm={async () => subject && remove(subject)}
      >
        <Trans>
          {address}
          {waiting > 0 && (
            <>
              <strong>
                <Trans>
                  {countText(waiting)}{' '}
                  <Plural value={waiting} one="delivery that waits is" other="deliveries that wait are" />{' '}
                  never sent.
                </Trans>
              </strong>{' '}
            </>
          )}
          Its deliveries, every attempt and its signing secret are deleted with it, and nothing brings them
          back. To stop for a while, disable it instead.
        </Trans>
      </ConfirmModal>
    </Stack>
  );
};
