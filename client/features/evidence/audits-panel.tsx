import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AuditCoverage, Audits } from '../../../server/features/audits/contract.ts';
import { auditsQuery, useProject } from '../../api/queries.ts';
import { stratumTitle } from '../../ui/audits-alert.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText, percentText } from '../../ui/proportion.tsx';

/** How the audits of the project stand: what was planned, drawn and answered, by stratum. */
export const AuditsPanel = () => {
  const { slug } = useProject();
  const audits = useQuery(auditsQuery(slug));
  return (
    <Paper component="section" p="lg" aria-labelledby="audits">
      <Title order={2} size="h3" id="audits">
        <Trans>Audits</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          Of everything that models decided alone in this project, how much was meant to be looked at again,
          and how much was. An audit counts as answered once people agree on the label.
        </Trans>
      </Text>
      {audits.data !== undefined && <Coverage audits={audits.data} />}
      {audits.isPending && <Loading height={120} label={t`Loading the audits`} />}
      {audits.data === undefined && audits.isError && (
        <ErrorPanel
          error={audits.error}
          title={t`The audits cannot be shown`}
          onRetry={() => void audits.refetch()}
        />
      )}
    </Paper>
  );
};

const Coverage = ({ audits }: { audits: Audits }) => {
  const { dueHours, all, strata } = audits;
  if (all.accepted === 0)
    return (
      <Text size="sm">
        <Trans>Nothing was accepted automatically yet, so there is nothing to audit.</Trans>
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={680} type="native" tabIndex={0} role="region" aria-labelledby="audits">
        <Table className="numbers" verticalSpacing={8} maw={980}>
          <caption className="visually-hidden">
            <Trans>Audits by stratum</Trans>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Stratum</Trans>
              </Table.Th>
              {[t`Accepted`, t`Planned`, t`Drawn`, t`Answered`, t`Waiting`, t`Overdue`].map((name) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {strata.map(({ stratum, ...coverage }) => (
              <Row key={JSON.stringify(stratum)} title={stratumTitle(stratum)} coverage={coverage} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Row title={t`All`} coverage={all} />
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="sm" maw={760}>
        <Trans>
          Planned is Σπ, the sum of the probabilities that the policies in force gave each item; drawn differs
          from it by chance only. An audit is overdue {dueHours} hours after the hour in which it was drawn.
          {all.disputed > 0 &&
            t` In ${countText(all.disputed)} of those waiting an inspector disagreed with the model and others are asked; they count neither as right nor as wrong.`}
        </Trans>
      </Text>
    </>
  );
};

const withShare = (count: number, of: number): string =>
  of === 0 ? '0' : `${countText(Math.round(count))} (${percentText(count / of)})`;

const Row = ({ title, coverage }: { title: string; coverage: AuditCoverage }) => {
  const { accepted, planned, drawn, answered, waiting, overdue, alarms } = coverage;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {title}
        {alarms.length > 0 && (
          <Badge component="span" ml={8} color="red">
            {alarms.includes('behind') ? t`Behind` : t`Off plan`}
          </Badge>
        )}
      </Table.Th>
      <Table.Td ta="right">{countText(accepted)}</Table.Td>
      <Table.Td ta="right">{withShare(planned, accepted)}</Table.Td>
      <Table.Td ta="right">{withShare(drawn.k, accepted)}</Table.Td>
      <Table.Td ta="right">{withShare(answered, drawn.k)}</Table.Td>
      <Table.Td ta="right">{countText(waiting)}</Table.Td>
      <Table.Td ta="right">{countText(overdue)}</Table.Td>
    </Table.Tr>
  );
};
