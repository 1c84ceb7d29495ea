import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { ViewButton } from '../../ui/view-button.tsx';
import { GrowthChart } from './growth-chart.tsx';
import type { Size } from './growth-geometry.ts';

const sizesOf = (snapshots: readonly SnapshotReply[]): Size[] =>
  snapshots.flatMap(({ id, name, manifest }) =>
    manifest === null ? [] : [{ id, name, at: manifest.asOf, rows: manifest.rows }],
  );

const changeText = (rows: number, before: Size | undefined): string => {
  if (before === undefined) return '–';
  const change = rows - before.rows;
  return change < 0 ? `−${countText(-change)}` : `+${countText(change)}`;
};

/** `sizes`: the latest first. */
const SizeTable = ({ sizes }: { sizes: readonly Size[] }) => {
  const { slug } = useProject();
  return (
    <Table.ScrollContainer
      minWidth={420}
      maxHeight={260}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={t`Rows by snapshot`}
    >
      <Table stickyHeader verticalSpacing={4} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Snapshot</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Labels of</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Rows</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Change</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sizes.map(({ id, name, at, rows }, i) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <TextLink {...paths.dataset(slug, id)}>{name}</TextLink>
              </Table.Th>
              <Table.Td>
                <Instant at={at} />
              </Table.Td>
              <Table.Td ta="right">{countText(rows)}</Table.Td>
              <Table.Td ta="right">{changeText(rows, sizes[i + 1])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

/** How many rows snapshots have, by the moment that they are of; nothing until there are two. */
export const GrowthPanel = ({ snapshots }: { snapshots: readonly SnapshotReply[] }) => {
  const [asTable, { toggle }] = useDisclosure();
  const sizes = sizesOf(snapshots);
  if (sizes.length < 2) return null;
  return (
    <Paper component="section" p="lg" aria-labelledby="growth">
      <Group justify="space-between" align="flex-start" mb="sm" wrap="nowrap">
        <div>
          <Title order={2} size="h3" id="growth">
            <Trans>Growth</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>Rows of the snapshots that are ready. Those of another query count other labels.</Trans>
          </Text>
        </div>
        <ViewButton asTable={asTable} onClick={toggle} />
      </Group>
      {asTable ? <SizeTable sizes={sizes} /> : <GrowthChart sizes={sizes.toReversed()} />}
    </Paper>
  );
};
