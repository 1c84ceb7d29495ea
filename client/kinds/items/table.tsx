import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { oddityOf, type Expected } from '../../../server/domain/measures/expected.ts';
import type { Json } from '../../../server/domain/words.ts';
import { cellText, isNested } from './cell-text.ts';
import { oddityText, rangeText, useExpected } from './expected.ts';
import type { ItemKind, LargeProps, ThumbnailProps } from './item-kind.ts';
import { JsonTree } from './json-tree.tsx';
import { readRow } from './payloads.ts';
import classes from './table.module.css';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { Scroller } from './scroller.tsx';

/** What a value is, as the style sheet knows it. */
const kindOf = (value: Json): string => (value === null || value === '' ? 'empty' : typeof value);

const unitOf = (expected: Expected | undefined, value: Json): string =>
  expected?.input.type === 'number' && typeof value === 'number' && expected.input.unit
    ? `\u00a0${expected.input.unit}`
    : '';

/** One column: its name and what is expected of it, its value, and how that is not as expected. */
const Row = ({
  column,
  value,
  expected,
}: {
  column: string;
  value: Json;
  expected: Expected | undefined;
}) => {
  const range = expected && rangeText(expected);
  const oddity = expected && oddityOf(expected, value);
  return (
    <Table.Tr data-odd={oddity ? true : undefined}>
      <Table.Th scope="row" className={classes.column}>
        <span dir="auto">{column}</span>
        {range && <span className={classes.range}>{range}</span>}
      </Table.Th>
      <Table.Td className={classes.value} data-kind={kindOf(value)}>
        {isNested(value) ? (
          <JsonTree value={value} />
        ) : (
          <span dir="auto">
            {cellText(value)}
            {unitOf(expected, value)}
          </span>
        )}
        {expected && oddity && (
          <span className={classes.odd}>
            <IconAlertTriangle size={15} aria-hidden /> {oddityText(oddity, expected)}
          </span>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

type Content = { title: string | null; cells: [string, Json][] };

const Rows = ({
  title,
  cells,
  project,
  itemKey,
  viewer,
  onShowing,
}: Content & Pick<LargeProps, 'project' | 'itemKey' | 'viewer' | 'onShowing'>) => {
  const expected = useExpected(project);
  useEffect(() => onShowing?.('shown'), [onShowing]);
  return (
    <Scroller label={title ?? t`Row ${itemKey}`} viewer={viewer}>
      <div className={classes.page}>
        {title !== null && (
          <Title order={2} size="h3" mb="sm" dir="auto">
            {title}
          </Title>
        )}
        {cells.length === 0 ? (
          <Text c="dimmed">
            <Trans>This row is empty.</Trans>
          </Text>
        ) : (
          <Table className={classes.table} verticalSpacing={9}>
            <Table.Tbody>
              {cells.map(([column, value]) => (
                <Row key={column} column={column} value={value} expected={expected.get(column)} />
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
  const { project, itemKey, viewer, onShowing } = props;
  return <Rows {...row} {...{ project, itemKey, viewer, onShowing }} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const row = readRow(props.payload);
  if (row === null) return <UnknownThumbnail {...props} />;
  const cells = row.cells.slice(0, 4);
  const all = row.cells.map(([column, value]) => `${column}: ${cellText(value)}`).join('\n');
  return (
    <span className={classes.line} title={all}>
      {row.title !== null && <b dir="auto">{row.title} </b>}
      {cells.map(([column, value]) => (
        <span key={column} className={classes.pair}>
          <Text span size="xs" c="dimmed">
            {column}
          </Text>{' '}
          <bdi>{cellText(value)}</bdi>
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
