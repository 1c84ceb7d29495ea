import { t } from '@lingui/core/macro';
import { Modal } from '@mantine/core';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useSnapshots } from './queries.ts';
import { SnapshotForm } from './snapshot-form.tsx';

type Props = {
  opened: boolean;
  /** The snapshot whose query is taken over; null: none. */
  like: SnapshotReply | null;
  onClose: () => void;
};

/** Asks for a snapshot. */
export const NewSnapshot = ({ opened, like, onClose }: Props) => (
  <Modal
    opened={opened}
    onClose={onClose}
    size="lg"
    title={like === null ? t`New snapshot` : t`Freeze “${like.name}” again`}
  >
    {opened && <Beginning like={like} onClose={onClose} />}
  </Modal>
);

/** Waits for the earlier ones, as the form begins with the latest of them. */
const Beginning = ({ like, onClose }: Omit<Props, 'opened'>) => {
  const { list, snapshots } = useSnapshots();
  if (list.isPending) return <Loading label={t`Loading the snapshots`} />;
  if (!list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  return <SnapshotForm like={like} snapshots={snapshots} onClose={onClose} />;
};
