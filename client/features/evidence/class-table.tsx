import { Trans } from '@lingui/react/macro';
import { Table } from '@mantine/core';
import type { Comparison } from '../../../server/features/evidence/contract.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { Rate } from '../../ui/rate.tsx';

type Props = { classes: Comparison['classes']; labelledBy: string };

/** Precision and recall of each class with their intervals. */
export const ClassTable = ({ classes: rates, labelledBy }: Props) => {
  const { schema } = useProject();
  return (
    <Table.ScrollContainer
      minWidth={600}
      maxHeight={580}
      type="native"
      tabIndex={0}
      role="region"
      aria-labelledby={labelledBy}
    >
      <Table stickyHeader layout="fixed" verticalSpacing={8} maw={980}>
        <caption className="visually-hidden">
          <Trans>Precision and recall of each class</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">
              <Trans>Class</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Precision</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Recall</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rates.map(({ value, precision, recall }) => (
            <Table.Tr key={JSON.stringify(value)}>
              <Table.Th scope="row">
                <LabelValue schema={schema} value={value} size="sm" />
              </Table.Th>
              <Table.Td>
                <Rate {...precision} />
              </Table.Td>
              <Table.Td>
                <Rate {...recall} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
