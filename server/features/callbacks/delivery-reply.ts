import type { ShownDelivery } from '../../../db/queries/callbacks-deliveries.ts';
import { AppError } from '../../errors.ts';
import type { Delivery } from './contract.ts';
import { told } from '../../domain/told.ts';

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A delivery as replies tell it. */
export const tellDelivery = (row: ShownDelivery): Delivery => ({
  endpointId: row.endpointId,
  eventId: row.eventId,
  type: row.type,
  withheld: row.withheld,
  item: row.item,
  state: row.state,
  attempts: row.attempts,
  createdAt: new Date(row.createdAt).toISOString(),
  nextAttemptAt: isoOrNull(row.nextAttemptAt),
  closedAt: isoOrNull(row.closedAt),
});

/** What is answered where the path names no delivery, or none that the caller may know of. */
export const noSuchDelivery = (): AppError =>
  new AppError('not_found', { detail: told`no such delivery in this project` });

/** What is answered where something is to be sent to an endpoint that is not called. */
export const isDisabled = (): AppError =>
  new AppError('conflict', { detail: told`the endpoint is disabled; enable it first` });
