import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { probabilityText } from '../../ui/probability-text.ts';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

/** How probable the latest estimate makes each class, from the blind answers alone. */
export const ItemPosterior = ({ posterior }: { posterior: NonNullable<ItemDetail['posterior']> }) => {
  const { schema } = useProject();
  return (
    <section className={classes.standing} aria-label={t`Latest estimate`}>
      <Text size="xs" c="dimmed">
        <Trans>
          How probable each class is by the latest estimate, made <TimeAgo at={posterior.estimatedAt} />
        </Trans>
      </Text>
      {posterior.shares.map(({ value, share }) => (
        <Group key={JSON.stringify(value)} gap={6} wrap="nowrap">
          <LabelValue schema={schema} value={value} size="sm" />
          <Text size="sm" className="numbers">
            {probabilityText(share)}
          </Text>
        </Group>
      ))}
    </section>
  );
};
