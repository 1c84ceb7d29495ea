import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be taken away and given back. */
export type TcpProxy = {
  /** The server's URL by this way. */
  url: string;
  /** Breaks every connection and refuses others, as where the server has stopped. */
  cut(): Promise<void>;
  /** Keeps connections and lets nothing through, as where the network has gone. */
  stall(): void;
  /** Undoes both. */
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** Stands between a client and the server of a URL, on a free port. */
export const startTcpProxy = async (target: string): Promise<TcpProxy> => {
  const url = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  let stalled = false;

  const server = createServer((near) => {
    const far = connect(Number(url.port), url.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    if (stalled) return;
    near.pipe(far);
    far.pipe(near);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo; // a TCP server's, once it listens
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    await closed;
  };
  const way = new URL(target);
  way.host = `127.0.0.1:${port}`;
  return {
    url: way.href,
    cut,
    stall: () => {
      stalled = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    mend: async () => {
      stalled = false;
      if (!server.listening) await listen(port);
      for (const [near, far] of pairs) {
        near.pipe(far);
        far.pipe(near);
      }
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
};
