import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Drawer } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callbacksContract, type Endpoint } from '../../../server/features/callbacks/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DeliveryDetail } from './delivery-detail.tsx';
import { rememberDelivery } from './use-deliveries.ts';

/** How often is asked how a delivery that waits stands, in milliseconds. */
const askAgain = 1_000;

type Name = { endpoint: string; event: string };
type Props = {
  endpoints: readonly Endpoint[];
  /** The delivery that is open; null: none. */
  name: Name | null;
  onClose: () => void;
};

/** One delivery, over the list that it was opened from. */
export const DeliveryDrawer = ({ endpoints, name, onClose }: Props) => {
  // It stays to be seen while the drawer goes away.
  const [shown, setShown] = useState(name);
  if (name !== null && (name.endpoint !== shown?.endpoint || name.event !== shown.event)) setShown(name);
  return (
    <Drawer opened={name !== null} onClose={onClose} position="right" size="lg" title={t`Delivery`}>
      {shown !== null && (
        <DeliveryByName
          key={`${shown.endpoint}/${shown.event}`}
          name={shown}
          endpoint={endpoints.find(({ id }) => id === shown.endpoint)}
        />
      )}
    </Drawer>
  );
};

const DeliveryByName = ({ name, endpoint }: { name: Name; endpoint: Endpoint | undefined }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const delivery = useQuery({
    queryKey: keys.delivery(project, name.endpoint, name.event),
    queryFn: async ({ signal }) => {
      const params = { project, id: name.endpoint, event: name.event };
      const { body, history, ...row } = await call(callbacksContract.delivery, { params, signal });
      rememberDelivery(cache, project, row);
      return { ...row, body, history };
    },
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? askAgain : false),
  });
  if (delivery.data !== undefined && endpoint !== undefined)
    return <DeliveryDetail delivery={delivery.data} endpoint={endpoint} />;
  if (delivery.isPending) return <Loading label={t`Loading the delivery`} />;
  const missing =
    endpoint === undefined || (delivery.error instanceof CallError && delivery.error.code === 'not_found');
  return missing ? (
    <EmptyState icon={<IconMapQuestion size={28} />} title={t`There is no such delivery`}>
      <Trans>
        Deliveries are forgotten some time after they are over, and with their endpoint. One that would tell
        the label of an item is kept from those who may yet be asked to judge it blind.
      </Trans>
    </EmptyState>
  ) : (
    <ErrorPanel
      error={delivery.error}
      title={t`The delivery cannot be shown`}
      onRetry={() => void delivery.refetch()}
    />
  );
};
