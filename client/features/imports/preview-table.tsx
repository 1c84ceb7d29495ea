import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Json } from '../../../server/domain/words.ts';
import type { PreviewRow } from '../../../server/features/imports/contract.ts';
import { toldWords } from '../../ui/told-words.ts';
import classes from './imports.module.css';

const longest = 120;

const shortText = (value: Json): string => {
  if (value === null) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

const payloadText = (payload: Json): string => {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return shortText(payload);
  const [first, ...more] = Object.values(payload);
  return more.length === 0 && typeof first === 'string' ? shortText(first) : shortText(payload);
};

/** The first rows of a file as they would come in, each with what is wrong with it. */
export const PreviewTable = ({ rows }: { rows: readonly PreviewRow[] }) => (
  <div className={classes.scroll}>
    <Table className={classes.preview} aria-label={t`The first rows, as they would come in`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Row</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Key of the item</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Payload</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Inputs</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Label</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Model’s answer</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  </div>
);

const Row = ({ row: { line, key, payload, inputs, value, modelValue, faults } }: { row: PreviewRow }) => (
  <>
    <Table.Tr data-bad={faults.length > 0 || undefined}>
      <Table.Td>{line}</Table.Td>
      <Table.Td>{key ?? '–'}</Table.Td>
      <Table.Td>{payloadText(payload)}</Table.Td>
      <Table.Td>{Object.keys(inputs).length > 0 ? shortText(inputs) : '–'}</Table.Td>
      <Table.Td>{shortText(value)}</Table.Td>
      <Table.Td>{shortText(modelValue)}</Table.Td>
    </Table.Tr>
    {faults.length > 0 && (
      <Table.Tr data-bad>
        <Table.Td />
        <Table.Td colSpan={5} className={classes.faults}>
          {faults.map((fault) => (
            <Text size="xs" key={`${fault.path.join('.')} ${fault.message}`}>
              <IconAlertTriangle size={14} aria-hidden className={classes.inline} />{' '}
              {fault.path.length > 0 && <code>{fault.path.join('.')}</code>} {toldWords(fault)}
            </Text>
          ))}
        </Table.Td>
      </Table.Tr>
    )}
  </>
);
