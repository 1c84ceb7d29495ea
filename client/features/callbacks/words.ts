import { t } from '@lingui/core/macro';
import type { CallbackEvent, DeliveryState } from '../../../server/domain/callback-events.ts';

/** What each event tells, as a sentence. */
export const eventMeanings: Record<CallbackEvent, string> = {
  'item.accepted': t`The model’s answer was accepted without a review`,
  'review.requested': t`An item was sent to people, or a disagreement to a lead`,
  'label.created': t`People gave an item its label`,
  'label.changed': t`A label was changed or withdrawn`,
  'review.escalated': t`An inspector passed a review on to a lead`,
  'retraining.requested': t`A training is asked for, and its dataset is ready`,
  'alarm.fired': t`Alarms of the project fire`,
  'alarm.cleared': t`Alarms of the project have cleared`,
};

/** How a delivery stands, for people. */
export const stateWords: Record<DeliveryState, string> = {
  pending: t`Waiting`,
  delivered: t`Delivered`,
  failed: t`Given up`,
};

/** The colour of a delivery's state; the word beside it says the same. */
export const stateColors: Record<DeliveryState, string> = {
  pending: 'yellow',
  delivered: 'teal',
  failed: 'red',
};

/** An address without what all of them have in common. */
export const shortUrl = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** The same in at most 60 characters, cut in the middle, where addresses are least telling. */
export const briefUrl = (url: string): string => {
  const text = shortUrl(url);
  return text.length <= 60 ? text : `${text.slice(0, 34)}…${text.slice(-25)}`;
};
