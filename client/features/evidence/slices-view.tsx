import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Box, Text } from '@mantine/core';
import { evidenceBases, type EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { EvidenceSlices } from '../../../server/features/evidence/contract.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { BasisTabs } from './basis-tabs.tsx';
import { SliceTable } from './slice-table.tsx';
import { useSlices } from './use-slices.ts';

/** The slices of one input, or of the rules; those chosen before are seen until they have come. */
export const SlicesView = ({ model, by }: { model: string; by: string }) => {
  const slices = useSlices(model, by);
  if (slices.isPending) return <Loading height={240} label={t`Looking through the answers`} />;
  if (slices.isError)
    return (
      <ErrorPanel
        error={slices.error}
        title={t`The slices cannot be shown`}
        onRetry={() => void slices.refetch()}
      />
    );
  return (
    <Box aria-busy={slices.isPlaceholderData} opacity={slices.isPlaceholderData ? 0.5 : 1}>
      <Slices {...slices.data} />
    </Box>
  );
};

const Slices = ({ by, answers, mostAnswers, since, slices }: EvidenceSlices) => {
  if (by === null || since === null)
    return (
      <Text size="sm">
        <Trans>Nobody has answered yet.</Trans>
      </Text>
    );
  const counts = Object.fromEntries(
    evidenceBases.map((basis) => [basis, slices.reduce((sum, { agreement }) => sum + agreement[basis].n, 0)]),
  ) as Record<EvidenceBasis, number>; // each is there
  return (
    <BasisTabs counts={counts}>
      {(basis) => (
        <>
          <SliceTable slices={slices} by={by} basis={basis} />
          <Text size="xs" c="dimmed" mt="sm" maw={760}>
            <Trans>
              Of {answers < mostAnswers ? t`all` : t`the latest`} {countText(answers)} answers, given since{' '}
              <Instant at={since} />. {basis === 'assisted' && neverMarked}
              {slices.some(({ agreement }) => agreement[basis].isWeak) && marked}
            </Trans>
          </Text>
        </>
      )}
    </BasisTabs>
  );
};

const marked = t`“Worse than the rest”: people agree less often than in all other slices together, beyond chance (Fisher’s exact test; of the slices that are marked about one in twenty may be so by chance).`;
const neverMarked = t`As people saw the suggestion, no slice is called worse than the rest by these answers.`;
