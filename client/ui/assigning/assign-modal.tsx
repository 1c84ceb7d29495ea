import { t } from '@lingui/core/macro';
import { Select, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { SentBody } from '../../../server/contract/route.ts';
import { queueContract } from '../../../server/features/queue/contract.ts';
import { call } from '../../api/call.ts';
import { BatchModal } from './batch-modal.tsx';
import { anyone, targetOf, useTargets } from './targets.ts';
import type { Batches, Outcome } from './use-batches.ts';

/** Reviews, or items by their keys. */
export type Which = SentBody<typeof queueContract.assign>['which'];

type Props = {
  project: string;
  title: string;
  batches: Batches<Which>;
  /** Whether it is also taken out of the hands that hold it. */
  takeBack: boolean;
  /** Whether it goes to everybody, and nobody else is to be chosen. */
  toAnyone?: boolean;
  onClose: () => void;
  onDone?: () => void;
  children?: ReactNode;
};

/** Says who gets reviews: a person, a group, those with a skill, or everybody. */
export const AssignModal = ({
  project,
  title,
  batches,
  takeBack,
  toAnyone = false,
  onClose,
  onDone,
  children,
}: Props) => {
  const targets = useTargets(project);
  const [target, setTarget] = useState<string | null>(toAnyone ? anyone : null);
  const assign = async (which: Which, reason: string): Promise<Outcome> => {
    const body = { which, to: targetOf(target ?? anyone), takeBack, reason };
    const { assigned, passedOver } = await call(queueContract.assign, { params: { project }, body });
    return { n: assigned, passedOver };
  };
  return (
    <BatchModal
      {...{ project, title, batches, onClose, onDone }}
      work={assign}
      confirmLabel={toAnyone ? t`Release` : t`Assign`}
      done={toAnyone ? t`released` : t`assigned`}
      ready={target !== null}
    >
      {children !== undefined && (
        <Text size="sm" component="div">
          {children}
        </Text>
      )}
      {!toAnyone && (
        <Select
          label={t`Give to`}
          description={t`They alone are then given it. What a person is assigned comes before everything else.`}
          placeholder={t`Choose`}
          data={targets}
          value={target}
          onChange={setTarget}
          searchable
          required
          data-autofocus
        />
      )}
    </BatchModal>
  );
};
