import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { sameLabel } from '../../../server/kinds/registry.ts';
import { useProject } from '../../api/queries.ts';
import type { NamedAnswer } from '../../kinds/labels/label-kind.ts';
import { modelsAnswer, namedAnswers } from '../../kinds/opinions/named-answers.ts';
import { Opinions } from '../../kinds/opinions/opinions.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

/** What inspectors answered independently of one another, where they differ; by name, as the desk has opinions without names. */
const differingOpinions = (schema: LabelSchema, { decisions, reviews }: ItemDetail): NamedAnswer[] => {
  const settles = (id: string) =>
    reviews.some((review) => review.id === id && review.purpose === 'adjudication');
  const opinions = decisions
    .filter((d) => d.kind === 'answer' && d.standing === 'standing' && !settles(d.reviewId))
    .toSorted((a, b) => a.inspector.localeCompare(b.inspector));
  const differ = opinions.some((one) => !sameLabel(schema, one.value, opinions[0]?.value ?? null));
  return differ ? namedAnswers(opinions) : [];
};

/** The opinions on an item side by side, where they differ. */
export const ItemOpinions = ({ item }: { item: ItemDetail }) => {
  const { schema } = useProject();
  const answers = differingOpinions(schema, item);
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="opinions" className={classes.differing}>
      <Title order={2} size="h4" id="opinions" mb="sm">
        <Trans>Opinions that differ</Trans>
      </Title>
      <Opinions schema={schema} answers={answers} model={modelsAnswer(item.predictions[0] ?? null)} />
    </section>
  );
};
