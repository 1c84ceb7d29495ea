import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';

/** Retires a version, or brings it back; null: closed. */
export const RetireModal = ({ model, onClose }: { model: ModelVersionReply | null; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const isRetired = model?.state === 'retired';
  return (
    <ConfirmModal
      opened={model !== null}
      onClose={onClose}
      title={isRetired ? t`Bring ${model.model} back?` : t`Retire ${model?.model ?? ''}?`}
      confirmLabel={isRetired ? t`Bring back` : t`Retire`}
      onConfirm={async () => {
        if (!model) return;
        await call(modelsContract.retire, {
          params: { project, model: model.model },
          body: { retired: !isRetired },
        });
        await cache.invalidateQueries({ queryKey: keys.models(project) });
      }}
    >
      {isRetired
        ? t`What it predicts may decide again, and it can be rolled out.`
        : t`What it predicts is kept, and goes to people. What it did stays as it is, and it can be brought back.`}
    </ConfirmModal>
  );
};
