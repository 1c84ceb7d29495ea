import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { AlikePair, Pair } from '../../../server/features/reliability/contract.ts';
import type { Arm } from '../../../server/domain/words.ts';
import { CoefficientRate } from '../../ui/coefficient.tsx';
import { armWords } from '../../ui/words.ts';
import { armColumns } from './arm-columns.ts';

type Props<P> = {
  pairs: readonly P[];
  /** What the figures are, and in which order the pairs come. */
  about: string;
  caption: string;
  /** The figure of a pair in one column. */
  figureOf: (pair: P, arm: Arm) => ComponentProps<typeof CoefficientRate>;
};

/** A figure of each two inspectors, apart for those who saw the suggestion and those who did not. */
const PairTable = <P extends Pick<Pair, 'first' | 'second'>>({
  pairs,
  about,
  caption,
  figureOf,
}: Props<P>) => (
  <Paper component="section" p="lg" aria-labelledby="pairs">
    <Title order={2} size="h3" id="pairs">
      <Trans>Pairs</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      {about}
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
          <caption className="visually-hidden">{caption}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">
                <Trans>Pair</Trans>
              </Table.Th>
              {armColumns.map((arm) => (
                <Table.Th key={arm}>{armWords[arm]}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.map((pair) => (
              <Table.Tr key={`${pair.first.id} ${pair.second.id}`}>
                <Table.Th scope="row">
                  <Trans>
                    {pair.first.name} and {pair.second.name}
                  </Trans>
                </Table.Th>
                {armColumns.map((arm) => (
                  <Table.Td key={arm}>
                    <CoefficientRate {...figureOf(pair, arm)} />
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

/** Cohen's kappa of each two inspectors. */
export const PairsPanel = ({ pairs }: { pairs: readonly Pair[] }) => (
  <PairTable
    pairs={pairs}
    about={t`Cohen’s kappa over the items that both have judged: 1 is full agreement, 0 what chance gives. The pair that shares the most items comes first.`}
    caption={t`Cohen’s kappa of each pair of inspectors`}
    figureOf={({ arms }, arm) => ({ coefficient: arms[arm].kappa, n: arms[arm].agreement.n })}
  />
);

/** How alike the answers of each two inspectors are, where they are no classes. */
export const AlikePanel = ({ pairs }: { pairs: readonly AlikePair[] }) => (
  <PairTable
    pairs={pairs}
    about={t`How alike the answers of each two inspectors are on average, over the newest items that both have judged. Who agree least come first.`}
    caption={t`How alike the answers of each pair of inspectors are`}
    figureOf={({ arms }, arm) => ({ coefficient: arms[arm].agreement, n: arms[arm].items })}
  />
);
