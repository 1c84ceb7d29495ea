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
      Pairs
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      Cohen’s kappa over the items that both have judged: 1 is full agreement, 0 what chance gives. The pair
      that shares the most items comes first.
    </Text>
    {pairs.length === 0 ? (
      <Text size="sm">No two inspectors have judged the same item yet.</Text>
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
          <caption className="visually-hidden">Cohen’s kappa of each pair of inspectors</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">Pair</Table.Th>
              {columns.map((arm) => (
                <Table.Th key={arm}>{armWords[arm]}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.map(({ first, second, arms }) => (
              <Table.Tr key={`${first.id} ${second.id}`}>
                <Table.Th scope="row">
                  {first.name} and {second.name}
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
