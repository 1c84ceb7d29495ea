import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select, Table } from '@mantine/core';
import type { Assignment } from '../../../server/domain/imports/mapping.ts';
import { useProject } from '../../api/queries.ts';
import { fieldChoices } from './field-choices.ts';
import classes from './imports.module.css';

type Props = {
  columns: readonly string[];
  mapping: readonly Assignment[];
  onChange: (mapping: Assignment[]) => void;
};

/** Which column fills which field, each by a select. A field that another column filled is taken from that. */
export const MappingTable = ({ columns, mapping, onChange }: Props) => {
  const { itemKind } = useProject();
  const set = (column: string, field: string | null) => {
    const others = mapping.filter((one) => one.column !== column && one.field !== field);
    onChange(field === null ? others : [...others, { column, field }]);
  };
  return (
    <div className={classes.scroll}>
      <Table className={classes.mapping} aria-label={t`Which column fills which field`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Column</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Fills</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column}>
              <Table.Th scope="row">
                <code>{column}</code>
              </Table.Th>
              <Table.Td>
                <Select
                  aria-label={t`What ${column} fills`}
                  placeholder={t`Nothing`}
                  size="xs"
                  clearable
                  searchable
                  data={fieldChoices(column, itemKind)}
                  value={mapping.find((one) => one.column === column)?.field ?? null}
                  onChange={(field) => set(column, field)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};
