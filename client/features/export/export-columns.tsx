import { Trans } from '@lingui/react/macro';
import { Table, Title } from '@mantine/core';
import { useProject } from '../../api/queries.ts';
import { exportColumns, labelColumns } from './columns.ts';
import classes from './export.module.css';

/** What stands in each column of an export. */
export const ExportColumns = () => {
  const { schema } = useProject();
  return (
    <section aria-labelledby="columns" className={classes.section}>
      <Title order={2} size="h3" id="columns" mb="xs">
        <Trans>Columns</Trans>
      </Title>
      <Table className={classes.columns} verticalSpacing={6}>
        <caption className="visually-hidden">
          <Trans>The columns of an export</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Column</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>What it holds</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...exportColumns, ...labelColumns(schema)].map(({ name, meaning }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <code>{name}</code>
              </Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
};
