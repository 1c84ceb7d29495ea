import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { Problem } from '../../server/contract/problems.ts';
import type { Receipt } from '../../server/contract/submissions.ts';

/** A line of the answer to a stream: a receipt, or the problem of one record. */
export type StreamResult = Partial<Receipt> & { key: string | null; line?: number; problem?: Problem };

/**
 * Submits lines (or pieces of them) as one NDJSON stream and gives its results as they come, sending no faster than the
 * server reads. Breaks off with the connection's error where that is lost.
 */
export async function* submitStream(
  server: { url: string },
  headers: Record<string, string>,
  project: string,
  pieces: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
): AsyncGenerator<StreamResult> {
  const sending = request(server.url + addressOf(api.intake.submit, { project }), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
  });
  const failed = new AbortController();
  sending.on('error', (error) => failed.abort(error));
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>; // what this event brings
  const send = async () => {
    for await (const piece of pieces)
      if (!sending.write(piece)) await once(sending, 'drain', { signal: failed.signal });
    sending.end();
  };
  const sent = send();
  sent.catch(() => sending.destroy()); // told below, once the results that did come were read
  sending.flushHeaders();
  const [response] = await answered;
  for await (const line of createInterface({ input: response })) yield JSON.parse(line) as StreamResult;
  await sent;
}
