import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { queueCounts } from '../../db/queries/overview.ts';
import { renewLeases } from '../../db/queries/leases.ts';
import type { ClientEvents, Presence, ServerEvents } from '../contract/realtime.ts';
import { id, slug } from '../contract/values.ts';
import type { Authenticator } from '../http/authenticate.ts';
import type { ProjectState } from '../http/handler.ts';
import { may, type Person } from '../http/principal.ts';
import type { Publisher } from './publisher.ts';
import { createWaiters } from './waiters.ts';

/** What a socket carries: who it is, and which projects it has open. */
type SocketData = { person: Person; watching: Record<string, { reviewing: boolean }> };

type Connection = Socket<ClientEvents, ServerEvents, Record<never, never>, SocketData>;

type Realtime = {
  publisher: Publisher;
  /** Looks at every socket again, as after a change of people. */
  recheck(): void;
  close(): Promise<void>;
};

/** Changes are gathered this long before queue counts are read and sent, in milliseconds. */
const gather = 200;

const roomOf = (slug: string): string => `project:${slug}`;

// What comes over a socket is looked at like any request: an error thrown in a listener would end the process.
const unwatching = z.object({ project: slug });
const watching = unwatching.extend({ reviewing: z.boolean() });
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
  authenticator: Authenticator;
  project: (slug: string) => Promise<ProjectState | null>;
};

/** The socket server: rooms by project, leases by heartbeat, presence, and events published after commit. */
export const createRealtime = ({ server, db, log, now, authenticator, project }: Options): Realtime => {
  const io = new Server<ClientEvents, ServerEvents, Record<never, never>, SocketData>(server, {
    serveClient: false,
    maxHttpBufferSize: 100_000,
    // Browsers name the page that opened the socket; only our own may, as it carries the session cookie.
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      decide(null, origin === undefined || URL.parse(origin)?.host === host);
    },
  });
  const waiters = createWaiters();
  const due = new Map<string, NodeJS.Timeout>();

  const people = async (slug: string): Promise<Presence[]> => {
    const byId = new Map<string, Presence>();
    for (const socket of await io.in(roomOf(slug)).fetchSockets()) {
      const { person, watching } = socket.data;
      const reviewing = (byId.get(person.id)?.reviewing ?? false) || (watching[slug]?.reviewing ?? false);
      byId.set(person.id, { userId: person.id, name: person.name, reviewing });
    }
    return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  };

  const sendPresence = async (slug: string): Promise<void> => {
    io.to(roomOf(slug)).emit('presence', { project: slug, people: await people(slug) });
  };

  const sendQueue = async (projectId: string, slug: string): Promise<void> => {
    const counts = await db.read((q) => queueCounts(q, projectId, now()));
    const { oldestWaitingSince } = counts;
    io.to(roomOf(slug)).emit('queue', {
      project: slug,
      counts: {
        ...counts,
        oldestWaitingSince: oldestWaitingSince === null ? null : new Date(oldestWaitingSince).toISOString(),
      },
    });
  };

  const quietly = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.warn({ err: error }, 'an event could not be sent'));
  };

  io.use((socket, next) => {
    authenticator.ofCookie(socket.handshake.headers.cookie).then(
      (principal) => {
        if (principal?.kind !== 'person') return next(new Error('unauthenticated'));
        socket.data = { person: principal, watching: {} };
        next();
      },
      (error: unknown) => next(error instanceof Error ? error : new Error('unauthenticated')),
    );
  });

  /** The socket's person as they are at this moment, where they may do this in the project. */
  const permittedOn = async (
    socket: Connection,
    slug: string,
    permission: 'project.read' | 'reviews.work',
  ) => {
    const person = await authenticator.ofCookie(socket.handshake.headers.cookie);
    const state = await project(slug);
    return person?.kind === 'person' && state && may(person, permission, state.id) ? { person, state } : null;
  };

  /** Ends a socket whose session ended, and takes it out of rooms it may no longer be in. */
  const recheck = async (socket: Connection): Promise<void> => {
    if (!(await authenticator.ofCookie(socket.handshake.headers.cookie))) {
      socket.disconnect(true);
      return;
    }
    for (const slug of Object.keys(socket.data.watching)) {
      if (await permittedOn(socket, slug, 'project.read')) continue;
      delete socket.data.watching[slug];
      await socket.leave(roomOf(slug));
      await sendPresence(slug);
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
        await sendPresence(slug);
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

    socket.on('disconnect', () => {
      for (const slug of Object.keys(socket.data.watching)) quietly(sendPresence(slug));
    });
  });

  const publisher: Publisher = {
    queueChanged: (tx, { id, slug }) =>
      tx.afterCommit(() => {
        if (due.has(slug)) return;
        const timer = setTimeout(() => {
          due.delete(slug);
          quietly(sendQueue(id, slug));
        }, gather);
        due.set(slug, timer);
      }),
    itemChanged: (tx, { slug }, { id, key }) =>
      tx.afterCommit(() => {
        waiters.wake(id);
        io.to(roomOf(slug)).emit('item', { project: slug, itemId: id, key });
      }),
    policyChanged: (tx, { slug }, revision) =>
      tx.afterCommit(() => io.to(roomOf(slug)).emit('policy', { project: slug, revision })),
    projectChanged: (tx, { slug }) =>
      tx.afterCommit(() => io.to(roomOf(slug)).emit('project', { project: slug })),
    nextChange: (itemId, signal) => waiters.next(itemId, signal),
    people,
  };

  return {
    publisher,
    recheck: () => {
      for (const socket of io.sockets.sockets.values()) quietly(recheck(socket));
    },
    close: async () => {
      for (const timer of due.values()) clearTimeout(timer);
      await io.close();
    },
  };
};
