import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notifyDone } from '../../ui/notify.ts';

/** Erases an item for legal reasons, once that is confirmed with a reason. */
export const EraseItem = ({ itemKey }: { itemKey: string }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [asking, ask] = useDisclosure();
  const [reason, setReason] = useState('');
  const erase = async () => {
    const done = await call(itemsContract.erase, { params: { project, key: itemKey }, body: { reason } });
    await cache.invalidateQueries({ queryKey: keys.item(project, itemKey) });
    void cache.invalidateQueries({ queryKey: keys.items(project) });
    const n = done.snapshots.length;
    notifyDone(
      n === 0
        ? t`${itemKey} is erased.`
        : t`${itemKey} is erased. ${plural(n, { one: '# snapshot holds it', other: '# snapshots hold it' })}, and says so.`,
    );
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconEraser size={16} aria-hidden />}
        onClick={ask.open}
      >
        <Trans>Erase for legal reasons</Trans>
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={t`Erase ${itemKey}?`}
        confirmLabel={t`Erase`}
        danger
        onConfirm={erase}
      >
        <Trans>
          What it is, its files, its inputs and what people wrote about it are gone for good. It is in no
          later export; earlier snapshots are marked as holding a withdrawn key, and files that they were
          written as can be fetched no more. Its key, and what was counted of it, stay.
        </Trans>
        <TextInput
          mt="sm"
          label={t`Reason`}
          description={t`It stands in the audit log`}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmModal>
    </>
  );
};

/** In place of an item that was erased. */
export const ErasedItem = () => (
  <EmptyState icon={<IconEraser size={28} />} title={t`This item was erased`}>
    <Trans>What it was is gone for legal reasons. Its key and its history stay.</Trans>
  </EmptyState>
);
