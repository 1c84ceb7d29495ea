import { Table, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import type { ItemKind, LargeProps, ThumbnailProps } from './item-kind.ts';
import { readRow, type Cell } from './payloads.ts';
import classes from './table.module.css';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { Scroller } from './scroller.tsx';

const cellText = (value: Cell): string => {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
};

const Rows = ({
  title,
  cells,
  itemKey,
  viewer,
  onShowing,
}: { title: string | null; cells: [string, Cell][] } & Pick<
  LargeProps,
  'itemKey' | 'viewer' | 'onShowing'
>) => {
  useEffect(() => onShowing?.('shown'), [onShowing]);
  return (
    <Scroller label={title ?? `Row ${itemKey}`} viewer={viewer}>
      <div className={classes.page}>
        {title !== null && (
          <Title order={2} size="h3" mb="sm">
            {title}
          </Title>
        )}
        {cells.length === 0 ? (
          <Text c="dimmed">This row is empty.</Text>
        ) : (
          <Table className={classes.table} verticalSpacing={9}>
            <Table.Tbody>
              {cells.map(([column, value]) => (
                <Table.Tr key={column}>
                  <Table.Th scope="row" className={classes.column}>
                    {column}
                  </Table.Th>
                  <Table.Td
                    className={classes.value}
                    data-kind={value === null || value === '' ? 'empty' : typeof value}
                    dir="auto"
                  >
                    {cellText(value)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
    </Scroller>
  );
};

const Large = (props: LargeProps) => {
  const row = readRow(props.payload);
  if (row === null) return <UnknownLarge {...props} />;
  const { itemKey, viewer, onShowing } = props;
  return <Rows {...row} {...{ itemKey, viewer, onShowing }} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const row = readRow(props.payload);
  if (row === null) return <UnknownThumbnail {...props} />;
  const cells = row.cells.slice(0, 4);
  const all = row.cells.map(([column, value]) => `${column}: ${cellText(value)}`).join('\n');
  return (
    <span className={classes.line} title={all}>
      {row.title !== null && <b>{row.title} </b>}
      {cells.map(([column, value]) => (
        <span key={column} className={classes.pair}>
          <Text span size="xs" c="dimmed">
            {column}
          </Text>{' '}
          {cellText(value)}
        </span>
      ))}
      {row.cells.length > cells.length && (
        <Text span size="xs" c="dimmed">
          +{row.cells.length - cells.length}
        </Text>
      )}
    </span>
  );
};

/** Table rows: one line a column, names at the left. */
export const table: ItemKind = { Large, Thumbnail, zooms: false, orders: {}, keys: [] };
