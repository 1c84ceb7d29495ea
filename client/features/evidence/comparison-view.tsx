import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { Comparison } from '../../../server/features/evidence/contract.ts';
import type { EvidenceBasis } from '../../../server/domain/evidence.ts';
import { hasClasses } from '../../../server/domain/label-schema.ts';
import { useProject } from '../../api/queries.ts';
import { NotByClass } from '../../ui/not-by-class.tsx';
import { Coefficient } from '../../ui/coefficient.tsx';
import { Proportion } from '../../ui/proportion.tsx';
import { ClassTable } from './class-table.tsx';
import { matrixOf } from './confusion.ts';
import { ConfusionTable } from './confusion-table.tsx';
import { useClassTitles } from './use-class-titles.ts';

type Props = { comparison: Comparison; model: string; basis: EvidenceBasis };

/** One way of asking: agreement, kappa, the confusion matrix, and each class by itself. */
export const ComparisonView = ({ comparison, model, basis }: Props) => {
  const { agreement, kappa } = comparison;
  const byClass = hasClasses(useProject().schema);
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={860}>
        <Proportion label={t`Agreement`} hint={t`people gave the model’s answer`} {...agreement} />
        {byClass && (
          <Coefficient
            label={t`Cohen’s kappa`}
            hint={t`agreement beyond chance`}
            coefficient={kappa}
            n={agreement.n}
          />
        )}
      </SimpleGrid>
      {byClass ? (
        <ByClass comparison={comparison} model={model} basis={basis} />
      ) : (
        <NotByClass>
          <Trans>
            Kappa, the confusion matrix, precision and recall are told by class. They are not for this kind of
            label, whose answers are no classes.
          </Trans>
        </NotByClass>
      )}
    </Stack>
  );
};

/** The confusion matrix, and each class by itself. */
const ByClass = ({ comparison: { cells, classes }, model, basis }: Props) => {
  const id = useId();
  const { order } = useClassTitles();
  const matrix = useMemo(() => matrixOf(cells, order), [cells, order]);
  return (
    <Stack gap="xl">
      <div>
        <Title order={3} size="h4" id={`${id}-matrix`}>
          <Trans>Confusion matrix</Trans>
        </Title>
        <Text size="sm" c="dimmed" mb="sm" maw={760}>
          <Trans>
            Rows are what the model said, columns what people answered; the colour is the share of the row. A
            number leads to its items: those of this version that people were asked about in this way, with
            both answers, theirs as the label in force.
          </Trans>
        </Text>
        <ConfusionTable matrix={matrix} model={model} basis={basis} labelledBy={`${id}-matrix`} />
      </div>
      <div>
        <Title order={3} size="h4" id={`${id}-classes`}>
          <Trans>Each class</Trans>
        </Title>
        <Text size="sm" c="dimmed" mb="sm" maw={760}>
          <Trans>
            Precision: of the items the model gave the class, how many people gave it too. Recall: of the
            items people gave it, how many the model gave it too.
          </Trans>
        </Text>
        <ClassTable classes={classes} labelledBy={`${id}-classes`} />
      </div>
    </Stack>
  );
};
