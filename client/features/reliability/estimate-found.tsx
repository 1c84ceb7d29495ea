import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Text } from '@mantine/core';
import type { Estimate } from '../../../server/features/reliability/contract.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { countText, percentText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { decimalText } from '../../ui/decimal-text.ts';

/** What the latest run that was done says of the project: the share of each class among its items. */
export const EstimateFound = ({ estimate }: { estimate: Estimate }) => {
  const { schema } = useProject();
  const { run, converged, inspectors, prevalence } = estimate;
  return (
    <>
      <Text size="sm" mb="sm">
        <Trans>
          {countText(run.answers)} answers of {countText(inspectors)} inspectors on {countText(run.items)}{' '}
          items · log-likelihood {decimalText(run.logLikelihood ?? 0, 2).replace('-', '−')} after{' '}
          {countText(run.iterations)} rounds{converged ? '' : t`, not yet settled`} · label schema{' '}
          {run.schemaRevision} · <TimeAgo at={run.finishedAt ?? run.startedAt} />, started by {run.startedBy}
        </Trans>
      </Text>
      <Table maw={420} verticalSpacing={6}>
        <caption className="visually-hidden">
          <Trans>The estimated share of each class among these items</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Class</Trans>
            </Table.Th>
            <Table.Th ta="end">
              <Trans>Share of items</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prevalence.map(({ value, share }) => (
            <Table.Tr key={JSON.stringify(value)}>
              <Table.Th scope="row">
                <LabelValue schema={schema} value={value} size="sm" />
              </Table.Th>
              <Table.Td ta="end" className="numbers">
                {percentText(share)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
};
