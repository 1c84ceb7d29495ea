import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config.ts';
import { createAddressCounter } from './address-counter.ts';
import { contentType } from './body.ts';

/** How long callers are waited for, in milliseconds. */
export type Patience = {
  /** From the beginning of a connection, or of a request on it, until its headers are there. */
  headers: number;
  /** While nothing moves on a connection. */
  idle: number;
  /** Between two requests on one connection. */
  kept: number;
  /** Until the next `leastProgress` bytes of a body, or its end, are there. */
  body: number;
};

export const standardPatience: Patience = { headers: 30_000, idle: 120_000, kept: 65_000, body: 60_000 };

/** A line that is slower than this, in bytes, is one that somebody holds up. */
const leastProgress = 16 * 1024;

type State = {
  request?: IncomingMessage;
  response?: ServerResponse;
  /** The request that was under way when it was last looked at, and what had come by then. */
  looked?: { request: IncomingMessage; bytes: number };
};

/** A stream of submissions may last for hours, a record now and then; it ends when nothing moves. */
const mayTakeItsTime = (request: IncomingMessage): boolean => contentType(request).endsWith('ndjson');

/** Ends a connection whose request does not come to its end, saying so where nothing else was said. */
const endLate = (socket: Socket, response: ServerResponse | undefined): void => {
  if (response?.headersSent === false)
    socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  socket.destroySoon();
};

/**
 * Bounds what callers can hold: connections, all together and by address, and how long each may go without getting on
 * with its request.
 */
export const limitConnections = (
  server: Server,
  { maxConnections, maxConnectionsPerAddress }: Pick<Config, 'maxConnections' | 'maxConnectionsPerAddress'>,
  patience: Patience,
): void => {
  server.maxConnections = maxConnections;
  server.headersTimeout = patience.headers;
  // Longer than load balancers keep theirs, and clients that send something every minute: who sends on a connection that was
  // just ended loses the request.
  server.keepAliveTimeout = patience.kept;
  server.timeout = patience.idle;
  // Node's own limit would end streams too.
  server.requestTimeout = 0;

  const addresses = createAddressCounter(maxConnectionsPerAddress);
  const open = new Map<Socket, State>();
  server.on('connection', (socket: Socket) => {
    if (!addresses.hasRoom(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    const forget = addresses.add(socket.remoteAddress);
    open.set(socket, {});
    socket.once('close', () => {
      forget();
      open.delete(socket);
    });
  });
  server.prependListener('request', (request, response) => {
    const state = open.get(request.socket);
    if (state) Object.assign(state, { request, response });
  });

  const look = (): void => {
    for (const [socket, state] of open) {
      const { request, response, looked } = state;
      if (!request || request.complete || mayTakeItsTime(request)) continue;
      if (looked?.request === request && socket.bytesRead - looked.bytes < leastProgress)
        endLate(socket, response);
      state.looked = { request, bytes: socket.bytesRead };
    }
  };
  const timer = setInterval(look, patience.body).unref();
  server.once('close', () => clearInterval(timer));
};
