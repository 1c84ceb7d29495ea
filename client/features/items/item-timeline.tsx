import { Trans } from '@lingui/react/macro';
import {
  IconArrowsSplit,
  IconCircleX,
  IconCpu,
  IconInbox,
  IconScale,
  IconTag,
  IconUser,
  IconZoomQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DecisionEvent } from './decision-event.tsx';
import classes from './item.module.css';
import { LabelEvent } from './label-event.tsx';
import { PredictionEvent } from './prediction-event.tsx';
import { CancelledEvent, ReviewEvent } from './review-event.tsx';
import { RoutingEvent } from './routing-event.tsx';
import { timelineOf, type ItemDetail, type ItemEvent } from './timeline.ts';
import { locale } from '../../ui/locale.ts';

const iconOf = (event: ItemEvent): ReactNode => {
  switch (event.kind) {
    case 'submitted':
      return <IconInbox size={15} aria-hidden />;
    case 'prediction':
      return <IconCpu size={15} aria-hidden />;
    case 'routing':
      return <IconArrowsSplit size={15} aria-hidden />;
    case 'review':
      return event.review.purpose === 'adjudication' ? (
        <IconScale size={15} aria-hidden />
      ) : (
        <IconZoomQuestion size={15} aria-hidden />
      );
    case 'decision':
      return <IconUser size={15} aria-hidden />;
    case 'cancelled':
      return <IconCircleX size={15} aria-hidden />;
    case 'label':
      return <IconTag size={15} aria-hidden />;
  }
};

const Told = ({ event, item }: { event: ItemEvent; item: ItemDetail }) => {
  switch (event.kind) {
    case 'submitted':
      return (
        <p className={classes.told}>
          <Trans>Submitted</Trans>
        </p>
      );
    case 'prediction':
      return <PredictionEvent prediction={event.prediction} />;
    case 'routing':
      return <RoutingEvent routing={event.routing} />;
    case 'review':
      return <ReviewEvent review={event.review} number={event.number} />;
    case 'cancelled':
      return <CancelledEvent number={event.number} />;
    case 'decision':
      return <DecisionEvent decision={event.decision} review={event.review} item={item} />;
    case 'label':
      return <LabelEvent label={event.label} item={item} />;
  }
};

const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });

/** When it happened; the day is told where it is another than the previous event's. */
const EventTime = ({ at, previous }: { at: string; previous: string | null }) => {
  const date = new Date(at);
  const sameDay = previous !== null && new Date(previous).toDateString() === date.toDateString();
  return (
    <time className={classes.when} dateTime={at} title={exact.format(date)}>
      {(sameDay ? timeOfDay : dateAndTime).format(date)}
    </time>
  );
};

/** Everything that happened to the item, oldest first. */
export const ItemTimeline = ({ item }: { item: ItemDetail }) => {
  const events = timelineOf(item);
  return (
    <ol className={classes.timeline}>
      {events.map((event, i) => (
        <li key={`${event.kind}-${event.id}`} data-kind={event.kind}>
          <span className={classes.bullet}>{iconOf(event)}</span>
          <div className={classes.event}>
            <Told event={event} item={item} />
          </div>
          <EventTime at={event.at} previous={events[i - 1]?.at ?? null} />
        </li>
      ))}
    </ol>
  );
};
