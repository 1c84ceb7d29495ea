import { system } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import type { EndpointRow } from '../../../db/queries/callbacks.ts';
import {
  closeAttempt,
  disableEndpoint,
  endPause,
  noteFailure,
  noteSuccess,
  pauseEndpoint,
  type ClaimedDelivery,
} from '../../../db/queries/callbacks-claims.ts';
import { meaningOf, pauseLength, retryAfterOf, retryDelay } from '../../domain/callback-retries.ts';
import type { Answer } from '../../outgoing/send.ts';

/** How much of a reply is kept, in characters. */
const keptReply = 1_000;

/** The beginning of a text as every database can keep it. */
const keepable = (text: string, length: number): string =>
  text.slice(0, length).replaceAll('\u0000', '\uFFFD').toWellFormed();

/** One attempt that was made: when it began and how long it took (milliseconds), and what was answered. */
export type Attempted = { at: number; durationMs: number; answer: Answer };

/**
 * Writes down an attempt and what follows: the delivery is over or waits for its next attempt, and the endpoint is well,
 * failing, left alone for a while, or disabled.
 */
export const settleAttempt = async (
  tx: Transaction,
  endpoint: EndpointRow,
  delivery: ClaimedDelivery,
  { at, durationMs, answer }: Attempted,
  now: number,
): Promise<void> => {
  const { status } = answer;
  const refused = status === null || answer.error !== null;
  const meaning = status === null ? 'rest' : refused ? 'failed' : meaningOf(status);
  const outcome = {
    at,
    durationMs,
    status,
    error: meaning === 'accepted' ? null : keepable(answer.error ?? `answered ${status}`, keptReply),
    reply: status === null ? null : keepable(answer.reply, keptReply),
  };
  if (meaning === 'accepted') {
    await closeAttempt(tx, endpoint.id, delivery, outcome, { state: 'delivered', closedAt: now });
    await noteSuccess(tx, endpoint.id, now);
    return;
  }
  await noteFailure(tx, endpoint.id, at);
  if (meaning === 'gone') {
    // It waits, due, until somebody enables the endpoint again.
    const next = { state: 'pending' as const, nextAttemptAt: now, failures: delivery.failures };
    await closeAttempt(tx, endpoint.id, delivery, outcome, next);
    if (await disableEndpoint(tx, endpoint.id, 'gone', now))
      await recordAudit(tx, {
        at: now,
        projectId: endpoint.projectId,
        actor: system,
        action: 'callback.changed',
        subject: endpoint.url,
        before: { enabled: true },
        after: { enabled: false, reason: 'gone' },
      });
    return;
  }
  const retryAfter = status === null ? null : retryAfterOf(answer.retryAfter, now);
  const failures = delivery.failures + 1;
  const delay = retryDelay(failures, Math.random(), retryAfter);
  await closeAttempt(
    tx,
    endpoint.id,
    delivery,
    outcome,
    delay === null
      ? { state: 'failed', closedAt: now }
      : { state: 'pending', nextAttemptAt: now + delay, failures },
  );
  if (meaning === 'failed') await endPause(tx, endpoint);
  else await pauseEndpoint(tx, endpoint, now + pauseLength(endpoint.pauses + 1, Math.random(), retryAfter));
};
