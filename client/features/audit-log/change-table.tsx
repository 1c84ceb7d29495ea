import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table } from '@mantine/core';
import type { Json } from '../../../server/domain/words.ts';
import classes from './audit-log.module.css';
import { valueText, type ValueChange } from './value-diff.ts';

const Value = ({ value, side }: { value: Json | undefined; side: 'before' | 'after' }) =>
  value === undefined ? (
    <span className={classes.absent}>–</span>
  ) : (
    <span className={classes.value} data-side={side}>
      {valueText(value)}
    </span>
  );

/** What stood where before and after. */
export const ChangeTable = ({ changes }: { changes: readonly ValueChange[] }) => {
  const had = changes.some((change) => change.before !== undefined);
  const has = changes.some((change) => change.after !== undefined);
  return (
    <Table className={classes.changes} verticalSpacing={4} horizontalSpacing="xs" withRowBorders={false}>
      <caption className="visually-hidden">
        <Trans>What changed</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>What</Trans>
          </Table.Th>
          {had && (
            <Table.Th>
              <Trans>Before</Trans>
            </Table.Th>
          )}
          {has && (
            <Table.Th>
              <Trans>After</Trans>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ path, before, after }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row" className={classes.path}>
              {path === '' ? t`value` : path}
            </Table.Th>
            {had && (
              <Table.Td>
                <Value value={before} side="before" />
              </Table.Td>
            )}
            {has && (
              <Table.Td>
                <Value value={after} side="after" />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
