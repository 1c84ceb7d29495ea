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
        Columns
      </Title>
      <Table className={classes.columns} verticalSpacing={6}>
        <caption className="visually-hidden">The columns of an export</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>What it holds</Table.Th>
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
