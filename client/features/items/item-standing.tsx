import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { sourceWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

const waiting: Record<ItemDetail['status'], string> = {
  accepted: t`No label is in force.`,
  in_review: t`Waiting for a person to decide.`,
  disputed: t`Inspectors disagree; a lead settles it.`,
  labelled: t`No label is in force.`,
  erased: t`What it was is erased.`,
};

/** What a disputed automatic label waits for. */
const disputeOf = ({ reviews }: ItemDetail): string =>
  reviews.some(({ purpose, state }) => purpose === 'adjudication' && state !== 'cancelled')
    ? t`Inspectors disagree; a lead settles it.`
    : t`An audit disputes it; another inspector is asked, and it counts neither as right nor as wrong until then.`;

/** The label in force, or what is waited for. */
export const ItemStanding = ({ item }: { item: ItemDetail }) => {
  const { schema } = useProject();
  return (
    <section className={classes.standing} aria-label={t`Label in force`}>
      <Text size="xs" c="dimmed">
        <Trans>Label in force</Trans>
      </Text>
      {item.label === null ? (
        <Text size="sm">{waiting[item.status]}</Text>
      ) : (
        <>
          <LabelValue schema={schema} value={item.label.value} size="lg" />
          <Text size="sm" c="dimmed">
            {sourceWords[item.label.source]}, <TimeAgo at={item.label.decidedAt} />
            {item.status === 'disputed' && `. ${disputeOf(item)}`}
          </Text>
        </>
      )}
    </section>
  );
};
