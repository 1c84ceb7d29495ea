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
        Revisions
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
                <Table.Th w={60}>No.</Table.Th>
                <Table.Th>Changes</Table.Th>
                <Table.Th w={180}>By</Table.Th>
                <Table.Th w={130}>When</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schemas.data.map((revision, i) => (
                <Table.Tr key={revision.revision}>
                  <Table.Td className="numbers">{revision.revision}</Table.Td>
                  <Table.Td>
                    <Text size="sm">
                      {schemaChanges(revision.schema, schemas.data[i + 1]?.schema ?? null).join('; ') ||
                        'no change'}
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
