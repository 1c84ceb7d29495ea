import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { Likeness, Reliability } from '../../../server/features/reliability/contract.ts';
import { Coefficient, CoefficientRate } from '../../ui/coefficient.tsx';
import { countText } from '../../ui/proportion.tsx';
import { armWords } from '../../ui/words.ts';
import { armColumns } from './arm-columns.ts';

type Props = { likeness: NonNullable<Reliability['likeness']> };

const hintOf = ({ answers }: Likeness): string => t`the newest ${countText(answers)} answers`;

const ByField = ({ likeness }: Props) => (
  <Table.ScrollContainer minWidth={760} type="native" tabIndex={0} role="region" aria-label={t`By field`}>
    <Table verticalSpacing={8} layout="fixed" maw={1100}>
      <caption className="visually-hidden">
        <Trans>How alike the answers to each field are</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="20%">
            <Trans>Field</Trans>
          </Table.Th>
          {armColumns.flatMap((arm) => [
            <Table.Th key={arm}>
              <Trans>{armWords[arm]}: alike</Trans>
            </Table.Th>,
            <Table.Th key={`${arm} alpha`}>
              <Trans>{armWords[arm]}: alpha</Trans>
            </Table.Th>,
          ])}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {likeness.blind.fields.map(({ name, title }, i) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{title}</Table.Th>
            {armColumns.flatMap((arm) => {
              const field = likeness[arm].fields[i];
              const n = field?.items ?? 0;
              return [
                <Table.Td key={arm}>
                  <CoefficientRate coefficient={field?.agreement ?? null} n={n} />
                </Table.Td>,
                <Table.Td key={`${arm} alpha`}>
                  <CoefficientRate coefficient={field?.alpha ?? null} n={n} />
                </Table.Td>,
              ];
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

/** How far all inspectors agree where answers are no classes, apart for those who saw the suggestion and those who did not. */
export const LikenessPanel = ({ likeness }: Props) => (
  <Paper component="section" p="lg" aria-labelledby="agreement">
    <Title order={2} size="h3" id="agreement">
      <Trans>Agreement</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      <Trans>
        Over the newest items that several inspectors judged, each without knowing of the other’s answer: how
        alike their answers are on average, from nothing in common (0) to the same (1), as this kind of label
        compares them; and Krippendorff’s alpha by the same distance (of numbers, their squared difference),
        where 0 is what chance gives. n counts items.
      </Trans>
    </Text>
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={860} mb="md">
      {armColumns.map((arm) => (
        <Stack key={arm} gap="lg">
          <Coefficient
            label={t`${armWords[arm]}: how alike`}
            hint={hintOf(likeness[arm])}
            coefficient={likeness[arm].agreement}
            n={likeness[arm].items}
          />
          <Coefficient
            label={t`${armWords[arm]}: alpha`}
            hint={hintOf(likeness[arm])}
            coefficient={likeness[arm].alpha}
            n={likeness[arm].items}
          />
        </Stack>
      ))}
    </SimpleGrid>
    {likeness.blind.fields.length > 0 && <ByField likeness={likeness} />}
  </Paper>
);
