import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { mostAtOnce } from '../../../server/features/queue/contract.ts';
import { call } from '../../api/call.ts';
import { useMay, useProject, type ItemFilters } from '../../api/queries.ts';
import { AssignModal, type Which } from '../../ui/assigning/assign-modal.tsx';
import { RequeueModal } from '../../ui/assigning/requeue-modal.tsx';

const pageSize = 200;

/** The keys of all items that fit the filters, in batches. */
const keysOfAll = (project: string, filters: ItemFilters) =>
  async function* (signal: AbortSignal): AsyncGenerator<string[]> {
    let found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ReplyOf<typeof itemsContract.list> = await call(itemsContract.list, {
        params: { project },
        query: { ...filters, limit: pageSize, ...(cursor === null ? {} : { cursor }) },
        signal,
      });
      found.push(...page.rows.map(({ key }) => key));
      cursor = page.nextCursor;
      if (found.length + pageSize <= mostAtOnce && cursor !== null) continue;
      if (found.length > 0) yield found;
      found = [];
    } while (cursor !== null && !signal.aborted);
  };

/** What a lead can do with all items that fit the filters: say who gets them, or have them judged once more. */
export const BulkActions = ({ filters }: { filters: ItemFilters }) => {
  const { slug: project } = useProject();
  const mayManage = useMay('queue.manage');
  const [acting, setActing] = useState<'assign' | 'requeue' | null>(null);
  if (!mayManage) return null;
  const close = () => setActing(null);
  const batches = keysOfAll(project, filters);
  const whichBatches = async function* (signal: AbortSignal): AsyncGenerator<Which> {
    for await (const found of batches(signal)) yield { keys: found };
  };
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setActing('assign')}>
        <Trans>Assign these items</Trans>
      </Button>
      <Button variant="default" onClick={() => setActing('requeue')}>
        <Trans>Put them back into review</Trans>
      </Button>
      {acting === 'assign' && (
        <AssignModal
          project={project}
          title={t`Assign all items that fit the filters?`}
          batches={whichBatches}
          takeBack={false}
          onClose={close}
        >
          <Trans>What waits of them goes to whom you choose. What somebody holds stays in their hands.</Trans>
        </AssignModal>
      )}
      {acting === 'requeue' && (
        <RequeueModal
          project={project}
          title={t`Put all items that fit the filters back into review?`}
          batches={batches}
          onClose={close}
        />
      )}
    </Group>
  );
};
