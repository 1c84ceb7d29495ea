import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Badge } from '@mantine/core';
import { Instant, TimeAgo } from '../../ui/time.tsx';
import { keptWords } from '../../ui/kept-words.ts';
import { armWords, purposeWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

type Review = ItemDetail['reviews'][number];

const openedFor: Record<Review['purpose'], string> = {
  review: t`opened`,
  audit: t`opened: an audit of the automatic label`,
  recheck: t`opened for another inspector`,
  adjudication: t`opened for a lead: inspectors disagree`,
  gold: t`given to an inspector, as its answer is known`,
};

/** Why it was opened, as far as the reader is told. */
const openedWords = ({ purpose, opened }: Review): string => {
  if (purpose !== 'recheck' || opened === null) return openedFor[purpose];
  return opened.requeued === null
    ? t`opened for another inspector: the audit is disputed`
    : t`opened for another inspector: a lead put the item back into review`;
};

/** For whom it was opened; null: for everybody, or the reader is not told. */
const forWhom = ({ purpose, opened }: Review): string | null => {
  if (opened === null) return null;
  const forLeads = opened.audience === 'lead' && purpose !== 'adjudication';
  return keptWords(opened) ?? (forLeads ? t`For leads` : null);
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
    forWhom(review),
    armWords[review.arm],
    review.schemaRevision === null ? null : t`schema revision ${review.schemaRevision}`,
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={classes.told}>
        <strong>
          {purposeWords[review.purpose]} {number}
        </strong>{' '}
        {openedWords(review)}
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
      {review.opened?.requeued && (
        <p className={classes.facts}>
          <Trans>Reason: {review.opened.requeued}</Trans>
        </p>
      )}
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
