import { Trans } from '@lingui/react/macro';
import { Paper, Text, Title } from '@mantine/core';
import { evidenceBases, type EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { BasisTabs } from './basis-tabs.tsx';
import { ComparisonView } from './comparison-view.tsx';

type Props = { comparisons: Evidence['comparisons']; model: string };

/** People's answers beside the model's, apart for each way of asking. */
export const ComparisonsPanel = ({ comparisons, model }: Props) => {
  const counts = Object.fromEntries(
    evidenceBases.map((basis) => [basis, comparisons[basis].agreement.n]),
  ) as Record<EvidenceBasis, number>; // each is there
  return (
    <Paper component="section" p="lg" aria-labelledby="side-by-side">
      <Title order={2} size="h3" id="side-by-side">
        <Trans>Side by side</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        <Trans>
          What people answered beside what the model said. Each way of asking says something else, so they are
          never added up.
        </Trans>
      </Text>
      <BasisTabs counts={counts}>
        {(basis) => <ComparisonView comparison={comparisons[basis]} model={model} basis={basis} />}
      </BasisTabs>
    </Paper>
  );
};
