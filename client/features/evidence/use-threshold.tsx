import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { certificatesContract } from '../../../server/features/certificates/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { useClassTitles } from './use-class-titles.ts';
import { plainText } from '../../ui/decimal-text.ts';

type Props = {
  basedOn: number;
  model: string;
  /** The predicted class; null: all together. */
  value: string | null;
  /** Null: nothing is asked. */
  threshold: number | null;
  onClose: () => void;
};

/** Asks before a certified threshold is put in force, with what changes by it. */
export const UseThreshold = ({ basedOn, model, value, threshold, onClose }: Props) => {
  const { slug, degree } = useProject();
  const { titleOf } = useClassTitles();
  const from = threshold === null ? '' : plainText(threshold);
  const cache = useQueryClient();
  const use = async () => {
    const { revision } = await call(certificatesContract.use, {
      params: { project: slug },
      body: { basedOn, model, value, threshold: threshold ?? 1 },
    });
    await cache.invalidateQueries({ queryKey: keys.inProject(slug) });
    notifyDone(t`The certified threshold is in force, as policy revision ${revision}`);
  };
  return (
    <ConfirmModal
      opened={threshold !== null}
      onClose={onClose}
      title={t`Use the certified threshold ${from}?`}
      confirmLabel={t`Put it in force`}
      onConfirm={use}
    >
      <Text size="sm">
        {value === null
          ? t`What comes in from now on with a confidence of ${from} or more is accepted automatically, and the next policy revision names the certificate.`
          : t`What is predicted to be “${titleOf(value)}” and comes in from now on with a confidence of ${from} or more is accepted automatically, and the next policy revision names the certificate.`}
        {degree !== 'partial' && t` The degree of automation becomes “Partial automation”.`}
        {value === null && t` Thresholds of single classes end.`}
      </Text>
      <Text size="sm" mt="xs">
        <Trans>Audits watch over it from then on. You can go back to any revision on the policy page.</Trans>
      </Text>
    </ConfirmModal>
  );
};
