import type { EventEmitter } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Database, Transaction } from '../../db/database.ts';
import { queueCounts } from '../../db/queries/overview.ts';
import { renewLeases } from '../../db/queries/leases.ts';
import type { ClientEvents, ServerEvents } from '../contract/realtime.ts';
import { id, slug } from '../contract/values.ts';
import { roughly } from '../domain/gold.ts';
import { createAddressCounter } from '../http/address-counter.ts';
import type { Authenticator } from '../http/authenticate.ts';
import type { Services } from '../http/handler.ts';
import { may } from '../http/principal.ts';
import type { Metrics } from '../metrics/counted.ts';
import { isBehindAll, type ClaimCursors } from './claim-cursors.ts';
import { deskRoomOf, holdDesk } from './desks.ts';
import { createGatherer } from './gather.ts';
import type { InstanceEvents } from './instance-events.ts';
import { createInstances, readersRoomOf, roomOf, type SocketData } from './instances.ts';
import type { Publisher } from './publisher.ts';
import { createWaiters } from './waiters.ts';

type Connection = Socket<ClientEvents, ServerEvents, InstanceEvents, SocketData>;

type Realtime = {
  publisher: Publisher;
  /** Has every instance find out anew who may do what, and look at its sockets again. */
  forgetPrincipals: () => void;
  close(): Promise<void>;
};

// What comes over a socket is looked at like any request: an error thrown in a listener would end the process.
const unwatching = z.object({ project: slug });
const watching = unwatching.extend({ reviewing: z.boolean() });
const opening = unwatching.extend({
  browser: z.string().max(60),
  device: z.string().max(60),
  takeOver: z.boolean(),
});
const renewing = unwatching.extend({
  leases: z.array(z.object({ reviewId: id, token: z.number().int() })),
});

/** The callback that an event may have brought. */
const replying = <T>(answer: unknown): ((value: T) => void) =>
  typeof answer === 'function' ? (value) => void answer(value) : () => undefined;

type Options = {
  server: HttpServer;
  db: Database;
  log: Logger;
  now: () => number;
  metrics: Metrics;
  authenticator: Authenticator;
  /** Sockets that one address may have; 0: no limit. */
  maxPerAddress: number;
  projects: Services['projects'];
  cursors: Pick<ClaimCursors, 'cameIn'>;
};

/**
 * The socket server: rooms by project, leases by heartbeat, presence, and events published after commit. Where the
 * database has several instances they reach one another's sockets through it.
 */
export const createRealtime = (options: Options): Realtime => {
  const { server, db, log, now, metrics, authenticator, projects, cursors } = options;
  // A socket that polls has no connection that stays open and could be counted.
  const addresses = createAddressCounter(options.maxPerAddress);
  const io = new Server<ClientEvents, ServerEvents, InstanceEvents, SocketData>(server, {
    serveClient: false,
    maxHttpBufferSize: 100_000,
    ...(db.socketAdapter && { adapter: db.socketAdapter(log) }),
    // Browsers name the page that opened the socket; only our own may, as it carries the session cookie.
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own = origin === undefined || URL.parse(origin)?.host === host;
      decide(null, own && addresses.hasRoom(request.socket.remoteAddress));
    },
    // Who has not said by then who they are is not waited for, in milliseconds.
    connectTimeout: 10_000,
  });
  io.engine.on('connection', (opened: { request: IncomingMessage } & EventEmitter) => {
    opened.once('close', addresses.add(opened.request.socket.remoteAddress));
    opened.once('close', metrics.socketOpened());
  });
  const waiters = createWaiters();
  const { inAMoment, stop: stopGathering } = createGatherer();

  /** Forgets what this instance keeps of people, sessions and keys, which its sockets stand on too. */
  const forgetPrincipals = (): void => {
    authenticator.forget();
    for (const socket of io.sockets.sockets.values()) quietly(recheck(socket));
  };
  const { tell, sendHere, sendToReadersHere, sendPresence, people, stop } = createInstances(io, {
    several: db.socketAdapter !== null,
    waiters,
    cursors,
    projects,
    forgetPrincipals,
  });

  const sendQueue = async (projectId: string, slug: string): Promise<void> => {
    const { oldestWaitingSince: since, ...numbers } = await db.read((q) => queueCounts(q, projectId, now()));
    const counts = { ...numbers, oldestWaitingSince: since === null ? null : new Date(since).toISOString() };
    const isMixed = ((await projects.get(slug))?.goldShare ?? 0) > 0;
    const readers = readersRoomOf(slug);
    io.to(readers).emit('queue', { project: slug, counts });
    io.to(roomOf(slug))
      .except(readers)
      .emit('queue', { project: slug, counts: isMixed ? roughly(counts) : counts });
  };

  const quietly = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.warn({ err: error }, 'an event could not be sent'));
  };

  io.use((socket, next) => {
    authenticator.ofCookie(socket.handshake.headers.cookie).then(
      (principal) => {
        if (principal?.kind !== 'person') return next(new Error('unauthenticated'));
        socket.data = { person: principal, watching: {}, desks: {} };
        next();
      },
      (error: unknown) => next(error instanceof Error ? error : new Error('unauthenticated')),
    );
  });

  /** The socket's person as they are at this moment, where they may do this in the project. */
  const permittedOn = async (
    socket: Connection,
    slug: string,
    permission: 'project.read' | 'reviews.work' | 'evidence.read',
  ) => {
    const person = await authenticator.ofCookie(socket.handshake.headers.cookie);
    const state = await projects.get(slug);
    return person?.kind === 'person' && state && may(person, permission, state.id) ? { person, state } : null;
  };

  /** Has a socket told of what only those are told who may read the evidence, where its person may. */
  const placeAmongReaders = async (socket: Connection, slug: string): Promise<void> => {
    if (await permittedOn(socket, slug, 'evidence.read')) await socket.join(readersRoomOf(slug));
    else await socket.leave(readersRoomOf(slug));
  };

  /** Ends a socket whose session ended, and takes it out of rooms it may no longer be in. */
  const recheck = async (socket: Connection): Promise<void> => {
    if (!(await authenticator.ofCookie(socket.handshake.headers.cookie))) {
      socket.disconnect(true);
      return;
    }
    for (const slug of Object.keys(socket.data.watching)) {
      await placeAmongReaders(socket, slug);
      if (await permittedOn(socket, slug, 'project.read')) continue;
      delete socket.data.watching[slug];
      await socket.leave(roomOf(slug));
      sendPresence(slug);
    }
  };

  io.on('connection', (socket) => {
    const permitted = (slug: string, permission: 'project.read' | 'reviews.work') =>
      permittedOn(socket, slug, permission);

    socket.on('watch', (request, answer) => {
      const enter = async (): Promise<boolean> => {
        const { project: slug, reviewing } = watching.parse(request);
        if (!(await permitted(slug, 'project.read'))) return false;
        socket.data.watching[slug] = { reviewing };
        await socket.join(roomOf(slug));
        await placeAmongReaders(socket, slug);
        sendPresence(slug);
        return true;
      };
      const reply = replying(answer);
      enter().then(reply, () => reply(false));
    });

    socket.on('unwatch', (request) => {
      const { data } = unwatching.safeParse(request);
      if (!data) return;
      const { project: slug } = data;
      delete socket.data.watching[slug];
      quietly(Promise.resolve(socket.leave(readersRoomOf(slug))));
      quietly(Promise.resolve(socket.leave(roomOf(slug))).then(() => sendPresence(slug)));
    });

    socket.on('renew', (request, answer) => {
      const renew = async () => {
        const { project: slug, leases } = renewing.parse(request);
        const known = await permitted(slug, 'reviews.work');
        if (!known) return leases.map(({ reviewId }) => ({ reviewId, expiresAt: null }));
        const { person, state } = known;
        const renewals = await db.write((tx) =>
          renewLeases(tx, state.id, person.id, leases.slice(0, 50), now(), state.leaseSeconds * 1000),
        );
        metrics.leasesRenewed(renewals);
        return renewals.map((r) => ({
          reviewId: r.reviewId,
          expiresAt: r.expiresAt === null ? null : new Date(r.expiresAt).toISOString(),
        }));
      };
      // No answer on failure: the browser's own time limit makes it try again.
      renew().then(replying(answer), (error: unknown) =>
        log.warn({ err: error }, 'leases could not be renewed'),
      );
    });

    socket.on('openDesk', (request, answer) => {
      const open = async () => {
        const asked = opening.parse(request);
        const known = await permitted(asked.project, 'reviews.work');
        if (!known) return null;
        const room = deskRoomOf(asked.project, known.person.id);
        await socket.join(room);
        return holdDesk(socket, asked, now(), {
          sockets: () => io.in(room).fetchSockets(),
          tell: (holder) => socket.to(room).emit('desk', holder),
        });
      };
      // Who gets no answer works on: what is held is held by one, whatever is told here.
      open().then(replying(answer), (error: unknown) =>
        log.warn({ err: error }, 'it could not be found out where a desk is open'),
      );
    });

    socket.on('leaveDesk', (request) => {
      const { data } = unwatching.safeParse(request);
      if (!data) return;
      delete socket.data.desks[data.project];
      quietly(Promise.resolve(socket.leave(deskRoomOf(data.project, socket.data.person.id))));
    });

    socket.on('disconnect', () => {
      for (const slug of Object.keys(socket.data.watching)) sendPresence(slug);
    });
  });

  /** Says, once a transaction is durable, that something of a project changed. */
  const changed =
    (event: 'audits' | 'rollouts' | 'retraining' | 'datasets' | 'imports') =>
    (tx: Transaction, { slug }: { slug: string }): void =>
      tx.afterCommit(() => {
        sendHere(slug, event, { project: slug });
        tell(event, { project: slug });
      });

  const publisher: Publisher = {
    queueChanged: (tx, { id, slug }, cameIn) =>
      tx.afterCommit(() => {
        if (cameIn) cursors.cameIn(id, cameIn);
        if (cameIn && !isBehindAll(cameIn, now())) tell('cameIn', id, cameIn);
        inAMoment(slug, () => quietly(sendQueue(id, slug)));
      }),
    itemChanged: (tx, { slug }, { id, key }) =>
      tx.afterCommit(() => {
        const event = { project: slug, itemId: id, key };
        waiters.wake(id);
        sendHere(slug, 'item', event);
        tell('item', event);
      }),
    policyChanged: (tx, { slug }, revision) =>
      tx.afterCommit(() => {
        const event = { project: slug, revision };
        projects.forget();
        sendHere(slug, 'policy', event);
        tell('policy', event);
      }),
    projectChanged: (tx, { slug }) =>
      tx.afterCommit(() => {
        projects.forget();
        sendHere(slug, 'project', { project: slug });
        tell('project', { project: slug });
      }),
    auditsChanged: changed('audits'),
    rolloutsChanged: changed('rollouts'),
    retrainingChanged: changed('retraining'),
    datasetsChanged: changed('datasets'),
    importChanged: changed('imports'),
    commentsChanged: (tx, { slug }, answered) =>
      tx.afterCommit(() => {
        const event = { project: slug, answered };
        sendHere(slug, 'comments', event);
        tell('comments', event);
      }),
    alarmsChanged: (tx, { slug }) =>
      tx.afterCommit(() => {
        sendToReadersHere({ project: slug });
        tell('alarms', { project: slug });
      }),
    nextChange: (itemId, signal) => waiters.next(itemId, signal),
    people,
  };

  return {
    publisher,
    forgetPrincipals: () => {
      forgetPrincipals();
      tell('principals');
    },
    close: async () => {
      stopGathering();
      await io.close();
      stop();
    },
  };
};
