import { Trans } from '@lingui/react/macro';
import { Badge, Table, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useProject } from '../../api/queries.ts';
import { ItemThumbnail } from '../../kinds/item-kinds.tsx';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { sourceWords, statusWords } from '../../ui/words.ts';
import { Confidence } from './confidence.tsx';
import classes from './items.module.css';
import { statusColors } from './status-colors.ts';
import type { ItemRow } from './use-items.ts';

/** Items in lines: what they are, the label in force, what the model said, and where they stand. */
export const ItemTable = ({ rows }: { rows: readonly ItemRow[] }) => (
  <Table.ScrollContainer minWidth={560} scrollAreaProps={{ type: 'auto' }}>
    <Table className={classes.table} highlightOnHover>
      <caption className="visually-hidden">
        <Trans>Items</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Item</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Label</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Model’s answer</Trans>
          </Table.Th>
          <Table.Th className={classes.optional}>
            <Trans>Model</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Status</Trans>
          </Table.Th>
          <Table.Th className={classes.time}>
            <Trans>Received</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const Row = ({ row }: { row: ItemRow }) => {
  const { slug, itemKind } = useProject();
  return (
    <Table.Tr className={classes.row}>
      <Table.Td className={classes.what}>
        <div className={classes.item} data-kind={itemKind}>
          <div className={classes.thumbnail}>
            <ItemThumbnail kind={itemKind} project={slug} payload={row.payload} itemKey={row.key} />
          </div>
          <TextLink {...paths.item(slug, row.key)} className={classes.key} title={row.key}>
            {row.key}
          </TextLink>
        </div>
      </Table.Td>
      {row.withheld ? <Withheld /> : <Answers row={row} />}
      <Table.Td className={classes.time}>
        <TimeAgo at={row.receivedAt} />
      </Table.Td>
    </Table.Tr>
  );
};

/** Nothing of what others answered stands here: the reader may have to judge the item without knowing. */
const Withheld = () => (
  <>
    <Table.Td colSpan={3} className={classes.withheld}>
      <Trans>
        <IconEyeOff size={16} aria-hidden />
        Withheld: you may be asked to judge it blind
      </Trans>
    </Table.Td>
    <Table.Td className={classes.optional} aria-hidden />
  </>
);

const Answers = ({ row }: { row: ItemRow }) => {
  const { schema } = useProject();
  return (
    <>
      <Table.Td>
        {row.label === null ? (
          <Text span size="sm" c="dimmed">
            <Trans>None yet</Trans>
          </Text>
        ) : (
          <span className={classes.label}>
            <LabelValue schema={schema} value={row.label.value} size="sm" />
            <Text span size="xs" c="dimmed">
              {sourceWords[row.label.source]}
            </Text>
          </span>
        )}
      </Table.Td>
      <Table.Td>
        <span className={classes.label}>
          <LabelValue schema={schema} value={row.modelValue} size="sm" />
          <Confidence value={row.confidence} />
        </span>
      </Table.Td>
      <Table.Td className={classes.optional}>
        <Text span size="xs" c="dimmed" className={classes.model} title={row.model}>
          {row.model}
        </Text>
      </Table.Td>
      <Table.Td className={classes.status}>
        <Badge color={statusColors[row.status]}>{statusWords[row.status]}</Badge>
      </Table.Td>
    </>
  );
};
