/** What happens to items. */
export const itemCallbackEvents = [
  'item.accepted',
  'review.requested',
  'label.created',
  'label.changed',
  'review.escalated',
] as const;
export type ItemCallbackEvent = (typeof itemCallbackEvents)[number];

/** What happens to a project, and is about no item. */
export const projectCallbackEvents = ['retraining.requested', 'alarm.fired', 'alarm.cleared'] as const;
export type ProjectCallbackEvent = (typeof projectCallbackEvents)[number];

/** What an endpoint can ask to be told of. */
export const callbackEvents = [...itemCallbackEvents, ...projectCallbackEvents] as const;
export type CallbackEvent = (typeof callbackEvents)[number];

/** Everything that is sent: the events, and what a person sends to see whether an endpoint answers. */
export const callbackTypes = [...callbackEvents, 'callback.test'] as const;
export type CallbackType = (typeof callbackTypes)[number];

/** How the sending of one event to one endpoint stands. */
export const deliveryStates = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why an endpoint is called no more: it answered 410, or a person switched it off. */
export const disabledReasons = ['gone', 'person'] as const;
export type DisabledReason = (typeof disabledReasons)[number];
