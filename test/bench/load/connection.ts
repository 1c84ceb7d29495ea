import { connect as connectSocket } from 'node:net';

/** A reply: its status, and its body as it came. */
export type Reply = { status: number; body: Buffer };

/** A connection that is kept open, with one request at a time. */
export type Connection = { send(request: string): Promise<Reply>; close(): void };

const endOfHead = Buffer.from('\r\n\r\n');

/**
 * Connects to a server on this machine. By itself, for a general client takes longer over a request than the servers
 * measured here: then it would be the client that is measured.
 */
export const connect = async (port: number): Promise<Connection> => {
  const socket = connectSocket(port, '127.0.0.1').setNoDelay(true);
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  let failure: Error | null = null;
  let received: Buffer = Buffer.alloc(0);

  const fail = (error: Error): void => {
    failure ??= error;
    waiting?.reject(failure);
    socket.destroy();
  };
  const take = (): void => {
    const end = received.indexOf(endOfHead);
    if (end === -1) return;
    const head = received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return fail(new Error(`a reply without content-length:\n${head}`));
    const next = end + endOfHead.length + Number(length);
    if (received.length < next) return;
    const reply = {
      status: Number(head.slice(9, 12)),
      body: received.subarray(end + endOfHead.length, next),
    };
    received = received.subarray(next);
    const answered = waiting;
    waiting = null;
    answered?.resolve(reply);
  };
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    take();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));

  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
};

/** The text of a request; a body is JSON. */
export const requestText = (
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body: string | null = null,
): string => {
  const more =
    body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...more }).map(([k, v]) => `${k}: ${v}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
};

/** The body of a reply as JSON; throws for every status but 2xx. */
export const jsonOf = ({ status, body }: Reply): unknown => {
  if (status < 200 || status > 299)
    throw new Error(`answered ${status}: ${body.toString('utf8').slice(0, 500)}`);
  return JSON.parse(body.toString('utf8'));
};
