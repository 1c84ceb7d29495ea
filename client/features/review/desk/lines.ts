import { addressOf, call } from '../../../api/call.ts';
import { socket } from '../../../api/socket.ts';
import { commentsContract } from '../../../../server/features/comments/contract.ts';
import { reviewsContract } from '../../../../server/features/reviews/contract.ts';
import type { Renewal } from '../../../../server/contract/realtime.ts';
import type { Lease } from './leases.ts';
import type { EndingEntry } from './desk.ts';
import type { Claiming, Lines } from './outbox.ts';

/** A request that takes longer is given up and made again: the server recognises it by the decision's id. */
const patience = 20_000;

const endOf = (
  project: string,
  onlyAs: string,
  { id: decisionId, review, ending, timeSpentMs }: EndingEntry,
  { count: claim, grid }: Claiming,
) => {
  const params = { project, id: review.id };
  const to = { params, onlyAs, signal: AbortSignal.timeout(patience) };
  const all = { decisionId, token: review.token, timeSpentMs, claim, grid };
  switch (ending.kind) {
    case 'answer': {
      const { value, suggestionShown, cells = null } = ending;
      return call(reviewsContract.decide, { ...to, body: { ...all, value, suggestionShown, cells } });
    }
    case 'skip': {
      const { reason, note } = ending;
      return call(reviewsContract.skip, { ...to, body: { ...all, reason, note } });
    }
    case 'escalation':
      return call(reviewsContract.escalate, { ...to, body: { ...all, note: ending.note } });
    case 'question':
      return call(reviewsContract.ask, { ...to, body: { ...all, text: ending.text } });
  }
};

/** The ways to the server for one person in one project; nothing goes there once somebody else is signed in. */
export const linesTo = (user: string, project: string): Lines => ({
  end: (entry, claim) => endOf(project, user, entry, claim),
  change: ({ id: decisionId, of, value, timeSpentMs }) =>
    call(reviewsContract.change, {
      params: { project, id: of },
      onlyAs: user,
      signal: AbortSignal.timeout(patience),
      body: { decisionId, value, timeSpentMs },
    }),
  comment: ({ id, review, text }) =>
    call(commentsContract.write, {
      params: { project, key: review.key },
      onlyAs: user,
      signal: AbortSignal.timeout(patience),
      body: { id, text },
    }),
  claim: (claim, resume) =>
    call(reviewsContract.claim, {
      params: { project },
      onlyAs: user,
      signal: AbortSignal.timeout(patience),
      body: { ...claim, resume },
    }),
});

/** Renews holds over the socket, or by request where the socket is down. */
export const renewLeases = async (project: string, leases: Lease[]): Promise<readonly Renewal[]> => {
  if (socket.connected)
    try {
      return await socket.timeout(5_000).emitWithAck('renew', { project, leases });
    } catch {
      // No answer in time: the request below tries once more.
    }
  const body = { leases: leases.slice(0, 50) };
  return (await call(reviewsContract.renew, { params: { project }, body })).renewals;
};

/** Gives holds back; also while the page is being closed. Resolves once that is done, or cannot be. */
export const releaseLeases = async (project: string, leases: Lease[]): Promise<void> => {
  if (leases.length === 0) return;
  await fetch(addressOf(reviewsContract.release, { project }), {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ leases: leases.slice(0, 50) }),
  }).catch(() => {
    // They end by themselves.
  });
};
