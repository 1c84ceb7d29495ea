import { Badge } from '@mantine/core';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { probabilityText } from '../../ui/probability-text.ts';
import { Instant } from '../../ui/time.tsx';
import { sourceWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

/** Which people a label stands on, each once. */
const authorsOf = (label: ItemDetail['labels'][number], item: ItemDetail): string[] => [
  ...new Set(item.decisions.filter((d) => label.decisionIds.includes(d.id)).map((d) => d.inspector)),
];

/** A label came into force, on whose word, and until when. */
export const LabelEvent = ({ label, item }: { label: ItemDetail['labels'][number]; item: ItemDetail }) => {
  const { schema } = useProject();
  const authors = authorsOf(label, item);
  const facts = [
    authors.length === 0 ? 'by the model alone' : `from ${authors.join(', ')}`,
    `policy revision ${label.policyRevision}`,
    `schema revision ${label.schemaRevision}`,
  ];
  return (
    <>
      <p className={classes.told}>
        <strong>Label</strong> <LabelValue schema={schema} value={label.value} size="sm" /> came into force
        <Badge component="span" ml={8} color={label.source === 'auto' ? 'ink' : 'teal'}>
          {sourceWords[label.source]}
        </Badge>
        {label.supersededAt === null && (
          <Badge component="span" ml={6} color="teal">
            In force
          </Badge>
        )}
      </p>
      <p className={classes.facts}>
        {facts.join(' · ')}
        {label.estimate !== null && (
          <>
            {' '}
            · {probabilityText(label.estimate.posterior)} probable by the estimate of{' '}
            <Instant at={label.estimate.estimatedAt} />
          </>
        )}
        {label.supersededAt !== null && (
          <>
            {' '}
            · replaced <Instant at={label.supersededAt} />
          </>
        )}
      </p>
    </>
  );
};
