import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { schemasQuery } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { schemaChanges } from './schema-diff.ts';

/** Every revision of the label schema with what it changed, newest first. */
export const SchemaRevisions = ({ project }: { project: string }) => {
  const schemas = useQuery(schemasQuery(project));
  return (
    <Paper component="section" p="lg" aria-labelledby="revisions">
      <Title order={2} size="h3" mb="md" id="revisions">
        <Trans>Revisions</Trans>
      </Title>
      {schemas.data === undefined && schemas.isPending && <Loading height={120} />}
      {schemas.data === undefined && schemas.isError && (
        <ErrorPanel error={schemas.error} onRetry={() => void schemas.refetch()} />
      )}
      {schemas.data !== undefined && (
        <Table.ScrollContainer minWidth={560} type="native">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={60}>
                  <Trans>No.</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Changes</Trans>
                </Table.Th>
                <Table.Th w={180}>
                  <Trans>By</Trans>
                </Table.Th>
                <Table.Th w={130}>
                  <Trans>When</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schemas.data.map((revision, i) => (
                <Table.Tr key={revision.revision}>
                  <Table.Td className="numbers">{revision.revision}</Table.Td>
                  <Table.Td>
                    <Text size="sm">
                      {schemaChanges(revision.schema, schemas.data[i + 1]?.schema ?? null).join('; ') ||
                        t`no change`}
                    </Text>
                    {revision.note !== '' && (
                      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {revision.note}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{revision.author.name}</Table.Td>
                  <Table.Td>
                    <TimeAgo at={revision.createdAt} />
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
