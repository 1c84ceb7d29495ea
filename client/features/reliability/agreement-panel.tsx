import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { Reliability } from '../../../server/features/reliability/contract.ts';
import { Coefficient } from '../../ui/coefficient.tsx';
import { countText } from '../../ui/proportion.tsx';

type Props = Pick<Reliability, 'agreement'>;

const hintOf = ({ answers, inspectors }: Props['agreement']['blind']): string =>
  t`${countText(answers)} answers of ${countText(inspectors)} inspectors`;

/** How far all inspectors agree, apart for those who saw the suggestion and those who did not. */
export const AgreementPanel = ({ agreement: { blind, assisted } }: Props) => (
  <Paper component="section" p="lg" aria-labelledby="agreement">
    <Title order={2} size="h3" id="agreement">
      <Trans>Agreement</Trans>
    </Title>
    <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
      <Trans>
        Krippendorff’s alpha over the items that several inspectors judged, each without knowing of the
        other’s answer: 1 is full agreement, 0 what chance gives. n counts items.
      </Trans>
    </Text>
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={860}>
      <Coefficient label={t`Blind`} hint={hintOf(blind)} coefficient={blind.alpha} n={blind.items} />
      <Coefficient
        label={t`Assisted`}
        hint={hintOf(assisted)}
        coefficient={assisted.alpha}
        n={assisted.items}
      />
    </SimpleGrid>
    <Text size="xs" c="dimmed" mt="md" maw={760}>
      <Trans>
        The blind figure says how far inspectors can be relied on. Those who saw the same suggestion agree the
        more for it, so the two are never added up. Not counted: answers that settle a disagreement, answers
        to reviews that came with a note, answers that came too late, and answers that were changed after
        somebody else had answered.
      </Trans>
    </Text>
  </Paper>
);
