import type { Logger } from 'pino';
import type { Database } from '../../../db/database.ts';
import type { EndpointRow } from '../../../db/queries/callbacks.ts';
import {
  claimDeliveries,
  dueEndpoints,
  type Claimed,
  type ClaimedDelivery,
} from '../../../db/queries/callbacks-claims.ts';
import type { Sender } from '../../outgoing/send.ts';
import { settleAttempt, type Attempted } from './settle-attempt.ts';
import { signedHeaders } from './sign.ts';

/** Attempts that this instance makes on one endpoint at the same time. */
const mostInFlight = 8;

/** How often is looked for what other instances left behind, in milliseconds. */
const lookEvery = 5_000;

/** The least time between two looks that the clock asks for: what is due may wait behind what another instance sends. */
const lookAgain = 1_000;

/** How much longer than an attempt its lease lasts: for the database to answer, and clocks to differ. Milliseconds. */
const leaseMargin = 45_000;

/** Sends what is due, in this instance. */
export type Dispatcher = {
  /** Looks for what is due, soon. */
  wake(): void;
  start(): void;
  /** Begins no more attempts, and waits for those under way. */
  stop(): Promise<void>;
};

type Lane = { inFlight: number; claiming: boolean; again: boolean };

/** Makes the dispatcher of this instance: each endpoint has a lane of its own, so that none holds up another. */
export const createDispatcher = ({
  db,
  log,
  now,
  sender,
  timeoutMs,
}: {
  db: Database;
  log: Logger;
  now: () => number;
  sender: Sender;
  timeoutMs: number;
}): Dispatcher => {
  const leaseMs = timeoutMs + leaseMargin;
  const lanes = new Map<string, Lane>();
  const running = new Set<Promise<void>>();
  let state: 'idle' | 'started' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  let lookOnceMore = false;

  /** Runs work that `stop` waits for; what fails is logged, and the leases see to it that it is tried again. */
  const run = (work: () => Promise<void>, failure: string): void => {
    const one = work()
      .catch((error: unknown) => log.warn({ err: error }, failure))
      .finally(() => running.delete(one));
    running.add(one);
  };

  const laneOf = (endpointId: string): Lane => {
    let lane = lanes.get(endpointId);
    if (!lane) lanes.set(endpointId, (lane = { inFlight: 0, claiming: false, again: false }));
    return lane;
  };

  const attempt = async (endpoint: EndpointRow, delivery: ClaimedDelivery): Promise<Attempted> => {
    const at = now();
    const began = performance.now();
    const secrets = endpoint.secrets
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > at)
      .map(({ secret }) => secret);
    const headers = signedHeaders(secrets, delivery.eventId, at, delivery.body);
    const answer = await sender.post(endpoint.url, headers, delivery.body);
    return { at, durationMs: Math.round(performance.now() - began), answer };
  };

  /** Makes an attempt, and claims what takes its place in the transaction that writes down how it went. */
  const attemptAndClaim = async (
    endpoint: EndpointRow,
    delivery: ClaimedDelivery,
  ): Promise<Claimed | null> => {
    const attempted = await attempt(endpoint, delivery);
    return db.write(async (tx) => {
      await settleAttempt(tx, endpoint, delivery, attempted, now());
      return state === 'started' ? claimDeliveries(tx, endpoint.id, { count: 1, now: now(), leaseMs }) : null;
    });
  };

  const begin = (lane: Lane, { endpoint, deliveries }: Claimed): void => {
    for (const delivery of deliveries) {
      lane.inFlight += 1;
      run(async () => {
        let next: Claimed | null = null;
        try {
          next = await attemptAndClaim(endpoint, delivery);
        } finally {
          lane.inFlight -= 1;
        }
        if (next) begin(lane, next);
        // Where one was found there may be more, as after a pause that one attempt alone has ended.
        if (next && next.deliveries.length > 0 && lane.inFlight < mostInFlight) fill(endpoint.id);
        // When the next is due, the next look finds out.
        if (lane.inFlight === 0) wake();
      }, 'the outcome of a callback could not be kept');
    }
  };

  /** Claims as much of an endpoint as its lane has room for; asked again meanwhile, once more. */
  const fill = (endpointId: string): void => {
    const lane = laneOf(endpointId);
    lane.again = true;
    if (lane.claiming || state !== 'started') return;
    lane.claiming = true;
    run(async () => {
      try {
        while (lane.again && state === 'started') {
          lane.again = false;
          const count = mostInFlight - lane.inFlight;
          if (count === 0) break;
          const claim = { count, now: now(), leaseMs };
          const claimed = await db.write((tx) => claimDeliveries(tx, endpointId, claim));
          if (claimed) begin(lane, claimed);
        }
      } finally {
        lane.claiming = false;
      }
    }, 'callbacks could not be claimed');
  };

  const look = async (): Promise<void> => {
    const endpoints = await db.read((q) => dueEndpoints(q));
    const time = now();
    const later: number[] = [lookEvery];
    for (const { id, dueAt } of endpoints) {
      if (dueAt === null) continue;
      if (dueAt > time) later.push(dueAt - time);
      else if (laneOf(id).inFlight < mostInFlight) fill(id);
    }
    if (state === 'started') lookIn(Math.max(Math.min(...later), lookAgain));
  };

  const lookIn = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(wake, ms).unref();
  };

  function wake(): void {
    if (state !== 'started') return;
    lookOnceMore = true;
    if (looking) return;
    looking = true;
    run(async () => {
      try {
        while (lookOnceMore && state === 'started') {
          lookOnceMore = false;
          await look();
        }
      } catch (error) {
        lookIn(lookEvery);
        throw error;
      } finally {
        looking = false;
      }
    }, 'callbacks that are due could not be looked for');
  }

  return {
    wake,
    start: () => {
      state = 'started';
      wake();
    },
    stop: async () => {
      state = 'stopped';
      if (timer) clearTimeout(timer);
      while (running.size > 0) await Promise.all(running);
      sender.close();
    },
  };
};
