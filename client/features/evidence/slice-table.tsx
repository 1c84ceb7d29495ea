import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Table, Text } from '@mantine/core';
import type { EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { EvidenceSlice } from '../../../server/features/evidence/contract.ts';
import { Rate } from '../../ui/rate.tsx';
import { byTitle, sliceTitle, worstFirst } from './slice-words.ts';

type Props = { slices: readonly EvidenceSlice[]; by: string; basis: EvidenceBasis };

/** Agreement in each slice for one way of asking, the worst first. */
export const SliceTable = ({ slices, by, basis }: Props) => (
  <Table.ScrollContainer
    minWidth={420}
    maxHeight={580}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Agreement by ${byTitle(by)}`}
  >
    <Table stickyHeader layout="fixed" verticalSpacing={8} maw={760}>
      <caption className="visually-hidden">
        <Trans>Agreement by {byTitle(by)}, the worst first</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="45%">
            <Text span inherit display="block" truncate title={byTitle(by)}>
              {byTitle(by)}
            </Text>
          </Table.Th>
          <Table.Th>
            <Trans>Agreement</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {worstFirst(slices, basis).map((slice) => (
          <SliceRow
            key={JSON.stringify(slice.slice)}
            title={sliceTitle(slice.slice, by)}
            {...slice.agreement[basis]}
          />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const SliceRow = ({
  title,
  isWeak,
  ...rate
}: { title: string } & EvidenceSlice['agreement'][EvidenceBasis]) => (
  <Table.Tr>
    <Table.Th scope="row">
      <Text span inherit display="block" truncate title={title}>
        {title}
      </Text>
      {isWeak && (
        <Badge component="span" color="red">
          <Trans>Worse than the rest</Trans>
        </Badge>
      )}
    </Table.Th>
    <Table.Td>
      <Rate {...rate} />
    </Table.Td>
  </Table.Tr>
);
