import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Code, Group, Table, Tabs, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { DifferenceReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import classes from './datasets.module.css';

const kinds = ['changed', 'added', 'removed'] as const;
type Kind = (typeof kinds)[number];
const kindWords: Record<Kind, string> = { changed: t`Changed`, added: t`Added`, removed: t`Removed` };

/** So many examples are shown until more are asked for. */
const shownAtFirst = 10;

type Props = {
  difference: DifferenceReply;
  /** The schema that labels are shown by. */
  schema: LabelSchema;
};

/** What differs between two snapshots: in numbers, by column, and the first rows of each kind. */
export const DifferenceFound = ({ difference, schema }: Props) => {
  const { unchanged, byColumn } = difference;
  const columns = Object.entries(byColumn).toSorted(([, a], [, b]) => b - a);
  const filled = kinds.filter((kind) => difference[kind] > 0);
  return (
    <>
      <dl className={classes.figures} aria-label={t`Differences`}>
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{kindWords[kind]}</dt>
            <dd>
              <b>{countText(difference[kind])}</b>
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Trans>Unchanged</Trans>
          </dt>
          <dd>
            <b>{countText(unchanged)}</b>
          </dd>
        </div>
      </dl>
      {columns.length > 0 && (
        <Group gap="xs" mt="md">
          <Text size="sm" c="dimmed">
            <Trans>Changed, by column:</Trans>
          </Text>
          {columns.map(([name, n]) => (
            <Text key={name} size="sm" className="numbers">
              <Code>{name}</Code> {countText(n)}
            </Text>
          ))}
        </Group>
      )}
      {filled[0] === undefined ? (
        <Text size="sm" mt="md">
          <Trans>Both hold the same rows.</Trans>
        </Text>
      ) : (
        <Tabs defaultValue={filled[0]} mt="md" keepMounted={false}>
          <Tabs.List>
            {filled.map((kind) => (
              <Tabs.Tab key={kind} value={kind}>
                {kindWords[kind]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {filled.map((kind) => (
            <Tabs.Panel key={kind} value={kind} pt="sm">
              <Examples kind={kind} difference={difference} schema={schema} />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  );
};

type Example = { key: string; what: ReactNode; columns: string };

const examplesOf = (kind: Kind, { examples }: DifferenceReply, schema: LabelSchema): Example[] => {
  const label = (value: DifferenceReply['examples']['added'][number]['value']) =>
    value === null ? t`None` : <LabelValue schema={schema} value={value} size="sm" />;
  if (kind !== 'changed')
    return examples[kind].map(({ key, value }) => ({ key, what: label(value), columns: '' }));
  return examples.changed.map(({ key, columns, before, after }) => ({
    key,
    columns: columns.join(', '),
    what: columns.includes('value') ? (
      <span className={classes.change}>
        {label(before)}
        <IconArrowRight size={14} aria-label={t`became`} />
        {label(after)}
      </span>
    ) : (
      label(after)
    ),
  }));
};

const Examples = ({ kind, difference, schema }: Props & { kind: Kind }) => {
  const { slug } = useProject();
  const [all, setAll] = useState(false);
  const found = examplesOf(kind, difference, schema);
  const shown = all ? found : found.slice(0, shownAtFirst);
  return (
    <>
      <Table.ScrollContainer
        minWidth={420}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t`Rows: ${kindWords[kind]}`}
      >
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Item</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Label</Trans>
              </Table.Th>
              {kind === 'changed' && (
                <Table.Th>
                  <Trans>Columns that differ</Trans>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ key, what, columns }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" className={classes.name}>
                  <TextLink {...paths.item(slug, key)}>{key}</TextLink>
                </Table.Th>
                <Table.Td>{what}</Table.Td>
                {kind === 'changed' && (
                  <Table.Td>
                    <Code className={classes.columns}>{columns}</Code>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < found.length && (
        <Button variant="default" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          <Trans>Show {found.length}</Trans>
        </Button>
      )}
      {difference[kind] > found.length && (all || found.length <= shownAtFirst) && (
        <Text size="xs" c="dimmed" mt="xs">
          <Trans>
            The first {countText(found.length)} of {countText(difference[kind])}, by key.
          </Trans>
        </Text>
      )}
    </>
  );
};
