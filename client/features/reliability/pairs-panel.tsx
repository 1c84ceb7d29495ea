import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import type { Pair } from '../../../server/features/reliability/contract.ts';
import type { Arm } from '../../../server/domain/words.ts';
import { CoefficientRate } from '../../ui/coefficient.tsx';
import { armWords } from '../../ui/words.ts';

/** What says the most comes first. */
const columns: readonly Arm[] = ['blind', 'assisted'];

/** Cohen's kappa of each two inspectors, apart for those who saw the suggestion and those who did not. */
export const PairsPanel = ({ pairs }: { pairs: readonly Pair[] }) => (
  <Paper component="section" p="lg" aria-labelledby="pairs">
    <Title order={2} size="h3" id="pairs">
      <Trans>Pairs</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      <Trans>
        Cohen’s kappa over the items that both have judged: 1 is full agreement, 0 what chance gives. The pair
        that shares the most items comes first.
      </Trans>
    </Text>
    {pairs.length === 0 ? (
      <Text size="sm">
        <Trans>No two inspectors have judged the same item yet.</Trans>
      </Text>
    ) : (
      <Table.ScrollContainer
        minWidth={640}
        maxHeight={580}
        type="native"
        tabIndex={0}
        role="region"
        aria-labelledby="pairs"
      >
        <Table stickyHeader layout="fixed" verticalSpacing={8} maw={980}>
          <caption className="visually-hidden">
            <Trans>Cohen’s kappa of each pair of inspectors</Trans>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">
                <Trans>Pair</Trans>
              </Table.Th>
              {columns.map((arm) => (
                <Table.Th key={arm}>{armWords[arm]}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.map(({ first, second, arms }) => (
              <Table.Tr key={`${first.id} ${second.id}`}>
                <Table.Th scope="row">
                  <Trans>
                    {first.name} and {second.name}
                  </Trans>
                </Table.Th>
                {columns.map((arm) => (
                  <Table.Td key={arm}>
                    <CoefficientRate coefficient={arms[arm].kappa} n={arms[arm].agreement.n} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    )}
  </Paper>
);
