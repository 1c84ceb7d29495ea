import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Has a server that stops end each connection once the replies under way on it are sent. Node by itself would wait some
 * seconds for clients that keep their connection open, and would cut off replies that are written and not yet sent. One
 * that is about to stop has clients begin another connection, which may lead to another server.
 */
export const endConnectionsOf = (server: Server, leaving: AbortSignal, stopping: AbortSignal): void => {
  /** Connections, by how many replies are under way on each. */
  const open = new Map<Socket, number>();
  const endIdle = (): void => {
    for (const [socket, replies] of open) if (replies === 0) socket.destroySoon();
  };
  const count = (socket: Socket, n: 1 | -1): void => {
    const replies = open.get(socket);
    if (replies !== undefined) open.set(socket, replies + n);
  };

  server.on('connection', (socket: Socket) => {
    open.set(socket, 0);
    socket.once('close', () => open.delete(socket));
  });
  server.on('upgrade', ({ socket }) => open.delete(socket));
  server.prependListener('request', ({ socket }, response) => {
    count(socket, 1);
    if (leaving.aborted) response.shouldKeepAlive = false;
    response.once('close', () => {
      count(socket, -1);
      if (stopping.aborted) endIdle();
    });
  });
  server.closeIdleConnections = endIdle; // `close` calls it
};
