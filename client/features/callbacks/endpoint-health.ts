import { t } from '@lingui/core/macro';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import { locale } from '../../ui/locale.ts';
import { countText } from '../../ui/proportion.tsx';
import { fromNow } from '../../ui/time.tsx';

/** How an endpoint fares: all well, not called yet, deliveries lost in the last day, failing, or called no more. */
export type Health = 'well' | 'untried' | 'lost' | 'failing' | 'gone' | 'disabled';

type Standing = Pick<Endpoint, 'disabledAt' | 'disabledReason' | 'health'>;

/** How an endpoint fares, in one word. */
export const healthOf = ({ disabledAt, disabledReason, health }: Standing): Health => {
  if (disabledAt !== null) return disabledReason === 'gone' ? 'gone' : 'disabled';
  if (health.failingSince !== null) return 'failing';
  if (health.failedLastDay > 0) return 'lost';
  return health.lastSuccessAt === null ? 'untried' : 'well';
};

/** Whether somebody should look after an endpoint; one that a person disabled is as they want it. */
export const inTrouble = (endpoint: Standing): boolean =>
  ['lost', 'failing', 'gone'].includes(healthOf(endpoint));

const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** "14:02", or "3 May 2026, 14:02" where that was not today; `now` is epoch milliseconds. */
export const momentText = (instant: string, now: number): string => {
  const at = new Date(instant);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return (isToday ? timeOfDay : dayAndTime).format(at);
};

const successText = ({ lastSuccessAt }: Endpoint['health'], now: number): string =>
  lastSuccessAt === null ? '' : t` · last success ${fromNow(lastSuccessAt, now)}`;

const openings: Record<Health, (endpoint: Standing, now: number) => string> = {
  well: ({ health }, now) => t`All well${successText(health, now)}`,
  untried: () => t`Not called yet`,
  lost: ({ health }, now) => t`Answering again${successText(health, now)}`,
  failing: ({ health }, now) =>
    health.failingSince === null ? t`Failing` : t`Failing since ${momentText(health.failingSince, now)}`,
  gone: () => t`Disabled: the endpoint answered 410 Gone`,
  disabled: ({ disabledAt }, now) =>
    disabledAt === null ? t`Disabled` : t`Disabled ${fromNow(disabledAt, now)}`,
};

/** How an endpoint fares, in words: "Failing since 14:02 · 312 waiting · next try in 4 minutes". */
export const healthText = (endpoint: Standing, now: number): string => {
  const fares = healthOf(endpoint);
  const { pending, failedLastDay, pausedUntil } = endpoint.health;
  const parts = [openings[fares](endpoint, now)];
  if (pending > 0) parts.push(t`${countText(pending)} waiting`);
  if (failedLastDay > 0) parts.push(t`${countText(failedLastDay)} given up in the last day`);
  if (fares === 'failing' && pausedUntil !== null) parts.push(t`next try ${fromNow(pausedUntil, now)}`);
  return parts.join(' · ');
};
