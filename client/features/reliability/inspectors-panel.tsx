import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectorReliability } from '../../../server/features/reliability/contract.ts';
import { countText, enough, percentText } from '../../ui/proportion.tsx';
import { Figure, missingText, Rate } from '../../ui/rate.tsx';
import { ConfusionModal } from './confusion-modal.tsx';

/** Each inspector: their answers on items that a lead settled, and what their answers are estimated to be worth. */
export const InspectorsPanel = ({ inspectors }: { inspectors: readonly InspectorReliability[] }) => {
  const [shown, show] = useState<InspectorReliability | null>(null);
  return (
    <Paper component="section" p="lg" aria-labelledby="each-inspector">
      <Title order={2} size="h3" id="each-inspector">
        <Trans>Each inspector</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          Settled items are those that inspectors disagreed on until a lead decided: the hard ones, so the
          share that was right there is lower than on all items. The estimated accuracy is that on all items;
          it comes without an interval.
        </Trans>
      </Text>
      {inspectors.length === 0 ? (
        <Text size="sm">
          <Trans>Nobody has judged the same item as somebody else yet.</Trans>
        </Text>
      ) : (
        <Table.ScrollContainer
          minWidth={700}
          type="native"
          tabIndex={0}
          role="region"
          aria-labelledby="each-inspector"
        >
          <Table layout="fixed" verticalSpacing={8}>
            <caption className="visually-hidden">
              <Trans>
                Share right on settled items, blind and assisted, and estimated accuracy of each inspector
              </Trans>
            </caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="18%">
                  <Trans>Inspector</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Right on settled items, blind</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Right on settled items, assisted</Trans>
                </Table.Th>
                <Table.Th w="24%">
                  <Trans>Estimated accuracy</Trans>
                </Table.Th>
                <Table.Th w={120}>
                  <span className="visually-hidden">
                    <Trans>Mistakes</Trans>
                  </span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {inspectors.map((one) => (
                <InspectorRow key={one.inspector.id} one={one} onShow={() => show(one)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {shown !== null && <ConfusionModal of={shown} onClose={() => show(null)} />}
    </Paper>
  );
};

const InspectorRow = ({ one, onShow }: { one: InspectorReliability; onShow: () => void }) => {
  const { inspector, settled, estimate } = one;
  return (
    <Table.Tr>
      <Table.Th scope="row">{inspector.name}</Table.Th>
      <Table.Td>
        <Rate {...settled.blind} />
      </Table.Td>
      <Table.Td>
        <Rate {...settled.assisted} />
      </Table.Td>
      <Table.Td>
        <EstimatedAccuracy estimate={estimate} />
      </Table.Td>
      <Table.Td>
        {estimate !== null && (
          <Button size="xs" variant="default" onClick={onShow} aria-label={t`Mistakes of ${inspector.name}`}>
            <Trans>Mistakes</Trans>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

const EstimatedAccuracy = ({ estimate }: Pick<InspectorReliability, 'estimate'>) => {
  if (estimate === null)
    return (
      <Text size="xs" c="dimmed">
        <Trans>Not in the latest estimate</Trans>
      </Text>
    );
  const { answers, accuracy } = estimate;
  if (answers < enough) return <Figure beside={missingText(answers)} />;
  return <Figure value={percentText(accuracy)} beside={`n = ${countText(answers)}`} />;
};
