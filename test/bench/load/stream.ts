// Load: one NDJSON stream of submissions, sent as fast as it is read, with each answer looked at.
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { answer } from '../processes/answer.ts';
import { submissionText } from '../seeds/submission.ts';

export type Input = {
  port: number;
  path: string;
  headers: Record<string, string>;
  warmUp: number;
  records: number;
};
/** `acknowledged` counts the records of the warm-up too. */
export type Output = { perSecond: number; acknowledged: number };

/** Records in one write. */
const group = 200;

/** Records as NDJSON, made before they are sent so that this is not measured. */
const piecesOf = (run: string, records: number): string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < records; from += group) {
    const lines = Array.from({ length: Math.min(group, records - from) }, (_, i) =>
      submissionText(`${run}-${from + i}`, from + i),
    );
    pieces.push(`${lines.join('\n')}\n`);
  }
  return pieces;
};

/** Counts the receipts of a reply; throws at the first that is none. */
const receiptsIn = async (response: IncomingMessage): Promise<number> => {
  let rest = '';
  let receipts = 0;
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.includes('"itemId":')) receipts += 1;
      else throw new Error(`a record was refused: ${line}`);
  }
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}: ${rest}`);
  return receipts;
};

answer<Input, Output>(async ({ port, path, headers, warmUp, records }) => {
  const stream = async (pieces: string[]): Promise<number> => {
    const sending = request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>; // what this event brings
    const send = async (): Promise<void> => {
      for (const piece of pieces) if (!sending.write(piece)) await once(sending, 'drain');
      sending.end();
    };
    const sent = send();
    const [response] = await answered;
    const receipts = await receiptsIn(response);
    await sent;
    return receipts;
  };
  const before = await stream(piecesOf('before', warmUp));
  const pieces = piecesOf('measured', records);
  const started = performance.now();
  const measured = await stream(pieces);
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: measured / seconds, acknowledged: before + measured };
});
