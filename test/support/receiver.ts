import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A callback as it arrived. */
export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** What is answered: a status, with headers and a body where there are any; null: nothing, as long as the receiver runs. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string } | null;

/** A real HTTP server that is called back. */
export type Receiver = {
  url: string;
  /** All that arrived, in order. */
  received: Received[];
  /** Says what to answer from here on; 204 until told otherwise. */
  answers(reply: (received: Received) => Reply | Promise<Reply>): void;
  /** Resolves, with all of it, when so many have arrived in all. */
  arrived(n: number): Promise<Received[]>;
  close(): Promise<void>;
};

const accepted: Reply = { status: 204 };

/** Starts a receiver on 127.0.0.1. */
export const startReceiver = async (): Promise<Receiver> => {
  let reply: (received: Received) => Reply | Promise<Reply> = () => accepted;
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    const settle = async () => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      received.push(one);
      const answer = await reply(one);
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
    };
    request.on('end', () => void settle());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo; // a TCP server's, once it listens
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answers: (next) => (reply = next),
    arrived: async (n) => {
      while (received.length < n) await wait(5);
      return received;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
