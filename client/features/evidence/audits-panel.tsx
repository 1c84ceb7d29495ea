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
        Audits
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        Of everything that models decided alone in this project, how much was meant to be looked at again, and
        how much was. An audit counts as answered once people agree on the label.
      </Text>
      {audits.data !== undefined && <Coverage audits={audits.data} />}
      {audits.isPending && <Loading height={120} label="Loading the audits" />}
      {audits.data === undefined && audits.isError && (
        <ErrorPanel
          error={audits.error}
          title="The audits cannot be shown"
          onRetry={() => void audits.refetch()}
        />
      )}
    </Paper>
  );
};

const Coverage = ({ audits }: { audits: Audits }) => {
  const { dueHours, all, strata } = audits;
  if (all.accepted === 0)
    return <Text size="sm">Nothing was accepted automatically yet, so there is nothing to audit.</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={680} type="native" tabIndex={0} role="region" aria-labelledby="audits">
        <Table className="numbers" verticalSpacing={8} maw={980}>
          <caption className="visually-hidden">Audits by stratum</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Stratum</Table.Th>
              {['Accepted', 'Planned', 'Drawn', 'Answered', 'Waiting', 'Overdue'].map((name) => (
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
            <Row title="All" coverage={all} />
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="sm" maw={760}>
        Planned is Σπ, the sum of the probabilities that the policies in force gave each item; drawn differs
        from it by chance only. An audit is overdue {dueHours} hours after the hour in which it was drawn.
        {all.disputed > 0 &&
          ` In ${countText(all.disputed)} of those waiting an inspector disagreed with the model and others are asked; they count neither as right nor as wrong.`}
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
            {alarms.includes('behind') ? 'Behind' : 'Off plan'}
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
