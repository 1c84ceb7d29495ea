import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Text } from '@mantine/core';
import type { DatasetRow } from '../../../server/domain/datasets/row.ts';
import { useProject } from '../../api/queries.ts';
import { ItemThumbnail } from '../../kinds/item-kinds.tsx';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { paths } from '../../paths.ts';
import { plainText } from '../../ui/decimal-text.ts';
import { TextLink } from '../../ui/links.tsx';
import { percentText } from '../../ui/proportion.tsx';
import { probabilityText } from '../../ui/probability-text.ts';
import { sourceWords } from '../../ui/words.ts';
import classes from './datasets.module.css';
import { schemaOf, type Manifest } from './manifest.ts';
import { splitWords } from './words.ts';

type Props = { rows: readonly DatasetRow[]; manifest: Manifest };

/** Rows of a snapshot in lines: what the item is, its label, what the model answered, and what people did. */
export const RowTable = ({ rows, manifest }: Props) => (
  <Table.ScrollContainer
    minWidth={760}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Rows of the snapshot`}
  >
    <Table verticalSpacing={6} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Item</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Split</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Label</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Model’s answer</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Opinions</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Weight</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} manifest={manifest} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const Answer = ({
  value,
  below,
  manifest,
}: {
  value: DatasetRow['value'];
  below: string | null;
  manifest: Manifest;
}) => (
  <span className={classes.answer}>
    {value === null ? '–' : <LabelValue schema={schemaOf(manifest)} value={value} size="sm" />}
    {below !== null && (
      <Text span size="xs" c="dimmed">
        {below}
      </Text>
    )}
  </span>
);

const opinionsText = ({ opinions, agreement }: DatasetRow): string => {
  if (opinions.length === 0) return '–';
  const many = plural(opinions.length, { one: '# opinion', other: '# opinions' });
  return agreement === null ? many : t`${many}, ${percentText(agreement, 0)} agree`;
};

const Row = ({ row, manifest }: { row: DatasetRow; manifest: Manifest }) => {
  const { slug } = useProject();
  const { itemKind } = manifest.project;
  const { key, split, payload, value, source, model_value: modelValue, confidence, weight } = row;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.what}>
        <div className={classes.item} data-kind={itemKind}>
          <div className={classes.thumbnail}>
            <ItemThumbnail kind={itemKind} project={slug} payload={payload} itemKey={key} />
          </div>
          <TextLink {...paths.item(slug, key)} className={classes.key} title={key}>
            {key}
          </TextLink>
        </div>
      </Table.Th>
      <Table.Td>{splitWords[split]}</Table.Td>
      <Table.Td>
        <Answer value={value} below={source === null ? null : sourceWords[source]} manifest={manifest} />
      </Table.Td>
      <Table.Td>
        <Answer
          value={modelValue}
          below={confidence === null ? null : probabilityText(confidence)}
          manifest={manifest}
        />
      </Table.Td>
      <Table.Td>{opinionsText(row)}</Table.Td>
      <Table.Td ta="right">{weight === null ? '–' : plainText(weight, 2)}</Table.Td>
    </Table.Tr>
  );
};
