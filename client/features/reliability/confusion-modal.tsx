import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Modal, Table, Text } from '@mantine/core';
import type { InspectorReliability } from '../../../server/features/reliability/contract.ts';
import type { Json } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { percentText } from '../../ui/proportion.tsx';

type Props = { of: InspectorReliability; onClose: () => void };

/** The classes that cells name, each once. */
const valuesOf = (cells: readonly { truth: Json; answer: Json }[]): Json[] => [
  ...new Map(
    cells.flatMap(({ truth, answer }) => [truth, answer]).map((v) => [JSON.stringify(v), v]),
  ).values(),
];

/** What one inspector is estimated to answer on items of each class. */
export const ConfusionModal = ({ of: { inspector, estimate }, onClose }: Props) => {
  const { schema } = useProject();
  const cells = estimate?.cells ?? [];
  const values = valuesOf(cells);
  const shareOf = (truth: Json, answer: Json): number =>
    cells.find(
      (cell) =>
        JSON.stringify(cell.truth) === JSON.stringify(truth) &&
        JSON.stringify(cell.answer) === JSON.stringify(answer),
    )?.share ?? 0;
  return (
    <Modal opened onClose={onClose} title={t`What ${inspector.name} answers`} size="auto">
      <Text size="sm" c="dimmed" mb="sm" maw={560}>
        <Trans>Rows: what an item is estimated to be. Columns: how often {inspector.name} answers so.</Trans>
      </Text>
      <Table.ScrollContainer
        minWidth={0}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t`Estimated answers`}
      >
        <Table withTableBorder withColumnBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {values.map((value) => (
                <Table.Th key={JSON.stringify(value)}>
                  <LabelValue schema={schema} value={value} size="sm" />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {values.map((truth) => (
              <Table.Tr key={JSON.stringify(truth)}>
                <Table.Th scope="row">
                  <LabelValue schema={schema} value={truth} size="sm" />
                </Table.Th>
                {values.map((answer) => (
                  <Table.Td
                    key={JSON.stringify(answer)}
                    ta="end"
                    className="numbers"
                    fw={JSON.stringify(truth) === JSON.stringify(answer) ? 600 : undefined}
                  >
                    {percentText(shareOf(truth, answer))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Modal>
  );
};
