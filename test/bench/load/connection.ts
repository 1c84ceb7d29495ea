import { connect as connectSocket } from 'node:net';

/** A reply: its status, and its body as it came, to be read before the next request is sent. */
export type Reply = { status: number; body: Buffer };

/** A connection that is kept open, with one request at a time. */
export type Connection = { send(request: string | Buffer): Promise<Reply>; close(): void };

const endOfHead = Buffer.from('\r\n\r\n');

/** The reply that some bytes begin with; null: more is to come. */
const replyIn = (received: Buffer): Reply | null => {
  const end = received.indexOf(endOfHead);
  if (end === -1) return null;
  const head = received.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`a reply without content-length:\n${head}`);
  const from = end + endOfHead.length;
  const next = from + Number(length);
  if (received.length < next) return null;
  if (received.length > next) throw new Error('more was answered than was asked');
  return { status: Number(head.slice(9, 12)), body: received.subarray(from, next) };
};

/**
 * Connects to a server on this machine. By itself, for a general client takes longer over a request than the servers
 * measured here: then it would be the client that is measured. What arrives is read into one buffer, past the streams.
 */
export const connect = async (port: number): Promise<Connection> => {
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  let failure: Error | null = null;
  let before: Buffer | null = null;

  const fail = (error: Error): void => {
    failure ??= error;
    waiting?.reject(failure);
    socket.destroy();
  };
  const take = (size: number, bytes: Uint8Array): boolean => {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, size);
    const received = before === null ? chunk : Buffer.concat([before, chunk]);
    try {
      const reply = replyIn(received);
      before = reply ? null : Buffer.from(received); // a copy, as the next bytes are read into the same place
      if (!reply) return true;
      const answered = waiting;
      waiting = null;
      answered?.resolve(reply);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  };
  const onread = { buffer: Buffer.alloc(128 * 1024), callback: take };
  const socket = connectSocket({ port, host: '127.0.0.1', noDelay: true, onread });
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

/** Answers the body of a reply; throws for every status but 2xx. */
export const accepted = ({ status, body }: Reply): Buffer => {
  if (status < 200 || status > 299)
    throw new Error(`answered ${status}: ${body.toString('utf8').slice(0, 500)}`);
  return body;
};

/** The body of a reply as JSON; throws for every status but 2xx. */
export const jsonOf = (reply: Reply): unknown => JSON.parse(accepted(reply).toString('utf8'));
