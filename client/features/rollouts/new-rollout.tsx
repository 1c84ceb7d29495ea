import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { rolloutsContract, type RolloutReply } from '../../../server/features/rollouts/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RolloutForm } from './rollout-form.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  /** The rollout that is tried again; its version and settings are taken over. */
  attemptOf?: RolloutReply;
};

/** Draws up a rollout. */
export const NewRollout = ({ opened, onClose, attemptOf }: Props) => (
  <Modal opened={opened} onClose={onClose} size="lg" title={attemptOf ? t`Try again` : t`Roll out a version`}>
    {opened && <Chosen onClose={onClose} attemptOf={attemptOf ?? null} />}
  </Modal>
);

const Chosen = ({ onClose, attemptOf }: { onClose: () => void; attemptOf: RolloutReply | null }) => {
  const { slug: project } = useProject();
  const [candidate, setCandidate] = useState(attemptOf?.candidate ?? null);
  const models = useQuery({
    queryKey: keys.models(project),
    queryFn: ({ signal }) => call(modelsContract.list, { params: { project }, signal }),
  });
  const candidates = (models.data?.models ?? []).filter(
    ({ state }) => state !== 'live' && state !== 'retired',
  );
  const named = candidate ?? candidates[0]?.model ?? null;
  const proposal = useQuery({
    queryKey: [...keys.rollouts(project), 'proposal', named],
    queryFn: ({ signal }) =>
      call(rolloutsContract.propose, { params: { project }, query: { candidate: named ?? '' }, signal }),
    enabled: named !== null,
    staleTime: Infinity,
  });
  const failed = models.error ?? proposal.error;
  if (failed) return <ErrorPanel error={failed} />;
  if (models.isPending) return <Loading />;
  if (named === null)
    return (
      <p>
        <Trans>
          There is no version to roll out: register one, or have it predict, and it can be chosen here.
        </Trans>
      </p>
    );
  if (!proposal.data) return <Loading />;
  return (
    <RolloutForm
      key={named}
      candidate={named}
      candidates={candidates.map(({ model }) => model)}
      onCandidate={setCandidate}
      live={proposal.data.live}
      settings={attemptOf?.settings ?? proposal.data.settings}
      attemptOf={attemptOf?.id ?? null}
      onClose={onClose}
    />
  );
};
