import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useProject } from '../../api/queries.ts';
import { AssignModal } from '../../ui/assigning/assign-modal.tsx';
import { RequeueModal } from '../../ui/assigning/requeue-modal.tsx';
import classes from './item.module.css';
import { isToBeJudged, type ItemDetail } from './timeline.ts';

/** Who is to judge the item, or judge it once more; for leads. */
export const ItemQueue = ({ item }: { item: ItemDetail }) => {
  const { key } = item;
  const { slug: project } = useProject();
  const [acting, setActing] = useState<'assign' | 'requeue' | null>(null);
  const close = () => setActing(null);
  const waits = isToBeJudged(item);
  return (
    <section className={classes.standing} aria-label={t`Who judges it`}>
      <Text size="xs" c="dimmed">
        <Trans>Who judges it</Trans>
      </Text>
      <Text size="sm">
        {waits ? t`It waits for review, or is in somebody’s hands.` : t`Nobody is to judge it any more.`}
      </Text>
      <Group mt="xs">
        {waits ? (
          <Button size="xs" variant="default" onClick={() => setActing('assign')}>
            <Trans>Assign</Trans>
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setActing('requeue')}>
            <Trans>Put back into review</Trans>
          </Button>
        )}
      </Group>
      {acting === 'assign' && (
        <AssignModal
          project={project}
          title={t`Who is to judge this item?`}
          batches={() => [{ keys: [key] }]}
          takeBack
          onClose={close}
        >
          <Trans>
            Where somebody holds it, it goes out of their hands; what they answer all the same is kept as a
            further opinion.
          </Trans>
        </AssignModal>
      )}
      {acting === 'requeue' && (
        <RequeueModal
          project={project}
          title={t`Put this item back into review?`}
          batches={() => [[key]]}
          onClose={close}
        />
      )}
    </section>
  );
};
