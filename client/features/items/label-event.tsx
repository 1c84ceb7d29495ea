import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
    authors.length === 0 ? t`by the model alone` : t`from ${authors.join(', ')}`,
    t`policy revision ${label.policyRevision}`,
    t`schema revision ${label.schemaRevision}`,
  ];
  return (
    <>
      <p className={classes.told}>
        <Trans>
          <strong>Label</strong> <LabelValue schema={schema} value={label.value} size="sm" /> came into force
          <Badge component="span" ml={8} color={label.source === 'auto' ? 'ink' : 'teal'}>
            {sourceWords[label.source]}
          </Badge>
          {label.supersededAt === null && (
            <Badge component="span" ml={6} color="teal">
              <Trans>In force</Trans>
            </Badge>
          )}
        </Trans>
      </p>
      <p className={classes.facts}>
        {facts.join(' · ')}
        {label.estimate !== null && (
          <>
            <Trans>
              {' '}
              · {probabilityText(label.estimate.posterior)} probable by the estimate of{' '}
              <Instant at={label.estimate.estimatedAt} />
            </Trans>
          </>
        )}
        {label.supersededAt !== null && (
          <>
            <Trans>
              {' '}
              · replaced <Instant at={label.supersededAt} />
            </Trans>
          </>
        )}
      </p>
    </>
  );
};
