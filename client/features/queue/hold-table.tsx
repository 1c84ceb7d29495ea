import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Checkbox, Table, Text } from '@mantine/core';
import type { Hold } from '../../../server/features/queue/contract.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { purposeWords } from '../../ui/words.ts';
import { keptWords } from '../../ui/kept-words.ts';

type Props = {
  project: string;
  holds: readonly Hold[];
  marked: ReadonlySet<string>;
  onMark: (marked: ReadonlySet<string>) => void;
};

/** Reviews in people's hands in lines, to be marked. */
export const HoldTable = ({ project, holds, marked, onMark }: Props) => {
  const all = holds.every(({ reviewId }) => marked.has(reviewId));
  const some = holds.some(({ reviewId }) => marked.has(reviewId));
  const toggle = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    onMark(next);
  };
  return (
    <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-labelledby="in-hand">
      <Table verticalSpacing={8}>
        <caption className="visually-hidden">
          <Trans>Reviews in people’s hands, the longest held first</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={44}>
              <Checkbox
                aria-label={t`Mark all`}
                checked={all}
                indeterminate={some && !all}
                onChange={() => onMark(new Set(all ? [] : holds.map(({ reviewId }) => reviewId)))}
              />
            </Table.Th>
            <Table.Th>
              <Trans>Item</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Person</Trans>
            </Table.Th>
            <Table.Th w={150}>
              <Trans>Since</Trans>
            </Table.Th>
            <Table.Th w={150}>
              <Trans>Ends at the latest</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holds.map((hold) => (
            <Table.Tr key={hold.reviewId}>
              <Table.Td>
                <Checkbox
                  aria-label={t`Mark ${hold.key}, held by ${hold.holder.name}`}
                  checked={marked.has(hold.reviewId)}
                  onChange={() => toggle(hold.reviewId)}
                />
              </Table.Td>
              <Table.Td maw={320}>
                <TextLink {...paths.item(project, hold.key)} size="sm" display="block" truncate>
                  {hold.key}
                </TextLink>
                <Text size="xs" c="dimmed">
                  {keptWords(hold) ?? purposeWords[hold.purpose]}
                </Text>
              </Table.Td>
              <Table.Td>{hold.holder.name}</Table.Td>
              <Table.Td>{hold.since !== null && <TimeAgo at={hold.since} />}</Table.Td>
              <Table.Td>
                <TimeAgo at={hold.expiresAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
