import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Badge } from '@mantine/core';
import { Instant, TimeAgo } from '../../ui/time.tsx';
import { armWords, purposeWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

type Review = ItemDetail['reviews'][number];

const openedFor: Record<Review['purpose'], string> = {
  review: t`opened`,
  audit: t`opened: an audit of the automatic label`,
  recheck: t`opened for another inspector: the audit is disputed`,
  adjudication: t`opened for a lead: inspectors disagree`,
  gold: t`given to an inspector, as its answer is known`,
};

const states: Record<Review['state'], { color: string; text: string } | null> = {
  open: { color: 'yellow', text: t`Waiting` },
  held: { color: 'ink', text: t`In hand` },
  asked: { color: 'blue', text: t`Waits for an answer` },
  done: null,
  cancelled: null,
};

/** A review of the item was opened; who has it in hand, if anybody. */
export const ReviewEvent = ({ review, number }: { review: Review; number: number }) => {
  const state = states[review.state];
  const facts = [
    armWords[review.arm],
    review.schemaRevision === null ? null : t`schema revision ${review.schemaRevision}`,
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={classes.told}>
        <strong>
          {purposeWords[review.purpose]} {number}
        </strong>{' '}
        {openedFor[review.purpose]}
        {state !== null && (
          <Badge component="span" ml={8} color={state.color}>
            {review.state === 'held' && review.holder !== null ? t`With ${review.holder}` : state.text}
          </Badge>
        )}
      </p>
      <p className={classes.facts}>
        {facts.join(' · ')}
        {review.dueAt !== null && (
          <>
            <Trans>
              {' '}
              · due <Instant at={review.dueAt} />
            </Trans>
          </>
        )}
        {review.raisedAt !== null && (
          <>
            <Trans>
              {' '}
              · priority raised <TimeAgo at={review.raisedAt} />
            </Trans>
          </>
        )}
        {review.closedAt !== null && (
          <>
            <Trans>
              {' '}
              · closed <TimeAgo at={review.closedAt} />
            </Trans>
          </>
        )}
      </p>
    </>
  );
};

/** A review ended without an answer being needed. */
export const CancelledEvent = ({ number }: { number: number }) => (
  <p className={classes.told}>
    <Trans>
      <strong>Review {number}</strong> cancelled
    </Trans>
  </p>
);
