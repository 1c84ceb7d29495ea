import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { calibratorsContract } from '../../../server/features/calibrators/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { notifyDone } from '../../ui/notify.ts';

type Props = {
  model: string;
  inForce: number;
  /** The calibrator to put in force, 0 for none; null: nothing is asked. */
  chosen: number | null;
  onClose: () => void;
};

/** Asks before another calibrator is put in force, with what changes by it. */
export const ChooseCalibrator = ({ model, inForce, chosen, onClose }: Props) => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const choose = async () => {
    const revision = chosen ?? inForce;
    await call(calibratorsContract.use, {
      params: { project: slug },
      body: { model, revision, insteadOf: inForce },
    });
    await cache.invalidateQueries({ queryKey: keys.inProject(slug) });
    notifyDone(revision === 0 ? t`No calibrator is in force` : t`Calibrator ${revision} is in force`);
  };
  return (
    <ConfirmModal
      opened={chosen !== null}
      onClose={onClose}
      title={chosen === 0 ? t`Use no calibrator?` : t`Use calibrator ${chosen ?? ''}?`}
      confirmLabel={t`Put it in force`}
      onConfirm={choose}
    >
      <Text size="sm">
        <Trans>
          What {model} predicts from now on is compared with the policy’s thresholds and rules{' '}
          {chosen === 0
            ? t`as the model says it`
            : t`after the calibrator, so that other items are accepted than today`}
          . What has come in stays as it is.
        </Trans>
      </Text>
      <Text size="sm" mt="xs">
        <Trans>
          Certificates of {model} lapse, as their thresholds mean something else. What people answered blind
          counts under the new calibrator as well, so that thresholds may soon be certified again.
        </Trans>
      </Text>
    </ConfirmModal>
  );
};
