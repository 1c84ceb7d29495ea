import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import type { AlikePair } from '../../../server/features/reliability/contract.ts';
import type { Arm } from '../../../server/domain/words.ts';
import { CoefficientRate } from '../../ui/coefficient.tsx';
import { armWords } from '../../ui/words.ts';

/** What says the most comes first. */
const columns: readonly Arm[] = ['blind', 'assisted'];

/** How alike the answers of each two inspectors are, where they are no classes. */
export const AlikePanel = ({ pairs }: { pairs: readonly AlikePair[] }) => (
  <Paper component="section" p="lg" aria-labelledby="pairs">
    <Title order={2} size="h3" id="pairs">
      <Trans>Pairs</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      <Trans>
        How alike the answers of each two inspectors are on average, over the newest items that both have
        judged. Who agree least come first.
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
            <Trans>How alike the answers of each pair of inspectors are</Trans>
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
                    <CoefficientRate coefficient={arms[arm].agreement} n={arms[arm].items} />
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
