import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Paper, Table, Text, Title } from '@mantine/core';
import type { Waiting } from '../../../server/features/queue/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { locale } from '../../ui/locale.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { purposeWords } from '../../ui/words.ts';
import { keptForWords, whyKeptWords } from '../../ui/kept-words.ts';

const number = (n: number) => n.toLocaleString(locale);

/** For whom a line of the table waits, and whether anybody is there to be given it. */
const Whom = ({ row }: { row: Waiting }) => {
  const { slug } = useProject();
  const why = whyKeptWords(row);
  return (
    <>
      {row.audience === 'lead' && row.keptFor.kind === 'anyone' ? t`Leads` : keptForWords(row.keptFor)}
      {why !== null && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
      {row.people === 0 && (
        <Text size="xs" component="div" mt={4}>
          <Badge color="red">
            <Trans>Nobody can be given it</Trans>
          </Badge>{' '}
          <TextLink {...paths.people(slug)} size="xs">
            <Trans>Add people</Trans>
          </TextLink>
        </Text>
      )}
    </>
  );
};

type Props = { waiting: readonly Waiting[]; isCut: boolean };

/** What waits and is in nobody's hands: by what it is for and whom it is kept for, and how long. */
export const WaitingPanel = ({ waiting, isCut }: Props) => {
  const total = waiting.reduce((sum, { n }) => sum + n, 0);
  return (
    <Paper component="section" p="lg" aria-labelledby="waiting">
      <Title order={2} size="h3" id="waiting">
        <Trans>Waiting</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {total === 0 ? t`Nothing waits.` : t`${number(total)} in nobody’s hands.`}
        {isCut && t` More wait; these are the oldest.`}
      </Text>
      {waiting.length > 0 && (
        <Table.ScrollContainer
          minWidth={680}
          type="native"
          tabIndex={0}
          role="region"
          aria-labelledby="waiting"
        >
          <Table verticalSpacing={8}>
            <caption className="visually-hidden">
              <Trans>What waits, by purpose and by whom it is kept for</Trans>
            </caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>For</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Purpose</Trans>
                </Table.Th>
                <Table.Th ta="right">
                  <Trans>Waiting</Trans>
                </Table.Th>
                <Table.Th ta="right">
                  <Trans>Over 1 h</Trans>
                </Table.Th>
                <Table.Th ta="right">
                  <Trans>Over 1 day</Trans>
                </Table.Th>
                <Table.Th ta="right">
                  <Trans>Over 1 week</Trans>
                </Table.Th>
                <Table.Th w={140}>
                  <Trans>Oldest</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {waiting.map((row) => (
                <Table.Tr key={JSON.stringify([row.purpose, row.audience, row.keptFor, row.needs])}>
                  <Table.Td>
                    <Whom row={row} />
                  </Table.Td>
                  <Table.Td>{purposeWords[row.purpose]}</Table.Td>
                  <Table.Td ta="right">{number(row.n)}</Table.Td>
                  <Table.Td ta="right">{number(row.overHour)}</Table.Td>
                  <Table.Td ta="right">{number(row.overDay)}</Table.Td>
                  <Table.Td ta="right">{number(row.overWeek)}</Table.Td>
                  <Table.Td>
                    <TimeAgo at={row.oldestSince} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
};
