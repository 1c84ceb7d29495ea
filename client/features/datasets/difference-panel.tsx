import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DifferenceFound } from './difference-found.tsx';
import { schemaOf, type Manifest } from './manifest.ts';
import { differenceQuery, useSnapshots } from './queries.ts';
import { TellingSection } from './section.tsx';

type Props = { snapshot: SnapshotReply; manifest: Manifest };

/** How a snapshot differs from the one that it goes on from, or from any other. */
export const DifferencePanel = (props: Props) => (
  <TellingSection
    id="difference"
    title={t`What changed`}
    hint={t`Rows that came, went or changed since another snapshot, by their keys.`}
  >
    <Chosen {...props} />
  </TellingSection>
);

const Chosen = ({ snapshot, manifest }: Props) => {
  const { snapshots } = useSnapshots();
  const others = snapshots.filter(({ id, state }) => state === 'ready' && id !== snapshot.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const from = chosen ?? (others.find(({ id }) => id === snapshot.parent) ?? null)?.id ?? null;
  if (others.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>There is no other snapshot to compare it with.</Trans>
      </Text>
    );
  return (
    <>
      <Select
        label={t`Compared with`}
        placeholder={t`Choose a snapshot`}
        maw={360}
        mb="md"
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={from}
        allowDeselect={false}
        onChange={setChosen}
      />
      {from !== null && <Compared id={snapshot.id} from={from} manifest={manifest} />}
    </>
  );
};

const Compared = ({ id, from, manifest }: { id: string; from: string; manifest: Manifest }) => {
  const { slug } = useProject();
  const difference = useQuery(differenceQuery(slug, id, from));
  if (difference.data) return <DifferenceFound difference={difference.data} schema={schemaOf(manifest)} />;
  return difference.isPending ? (
    <Loading label={t`Comparing the two`} />
  ) : (
    <ErrorPanel
      error={difference.error}
      title={t`They cannot be compared`}
      onRetry={() => void difference.refetch()}
    />
  );
};
