import { Trans } from '@lingui/react/macro';
import { Button, Text, Title } from '@mantine/core';
import { IconPlayerTrackPrev } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths, type CallbacksSearch } from '../../paths.ts';
import classes from './callbacks.module.css';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryFilterBar } from './delivery-filter-bar.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { ReplayModal } from './replay-modal.tsx';

/** What was sent and is to be sent, with filters that stand in the address, and the delivery that is open over it. */
export const DeliveriesSection = ({ endpoints }: { endpoints: readonly Endpoint[] }) => {
  const { slug: project } = useProject();
  const filters = useSearch({ from: '/signed-in/projects/$project/callbacks' });
  const open = useParams({ strict: false, select: ({ endpoint, event }) => ({ endpoint, event }) });
  const navigate = useNavigate();
  const [replaying, setReplaying] = useState(false);
  const setFilters = (next: CallbacksSearch) =>
    void navigate({ ...paths.callbacks(project, next), replace: true, resetScroll: false });
  return (
    <section aria-labelledby="deliveries" className={classes.section}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h3" id="deliveries">
            <Trans>Deliveries</Trans>
          </Title>
          <Text size="sm" c="dimmed" maw={720}>
            <Trans>
              Newest first. What would tell the label of an item that you may yet be asked to judge blind is
              left out.
            </Trans>
          </Text>
        </div>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlayerTrackPrev size={16} aria-hidden />}
          onClick={() => setReplaying(true)}
        >
          <Trans>Replay a range</Trans>
        </Button>
      </div>
      <DeliveryFilterBar endpoints={endpoints} filters={filters} onChange={setFilters} />
      <DeliveryList endpoints={endpoints} filters={filters} onClear={() => setFilters({})} />
      <DeliveryDrawer
        endpoints={endpoints}
        name={
          open.endpoint === undefined || open.event === undefined
            ? null
            : { endpoint: open.endpoint, event: open.event }
        }
        onClose={() => void navigate({ ...paths.callbacks(project, filters), resetScroll: false })}
      />
      <ReplayModal
        endpoints={endpoints}
        chosen={filters.endpoint}
        opened={replaying}
        onClose={() => setReplaying(false)}
      />
    </section>
  );
};
