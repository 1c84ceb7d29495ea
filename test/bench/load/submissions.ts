// Load: submissions of 1 KB, one a request. A server that does nothing is sent the same.
import { randomUUID } from 'node:crypto';
import { answer } from '../processes/answer.ts';
import { submissionText } from '../seeds/submission.ts';
import { accepted, requestText } from './connection.ts';
import { pace, type Pace, type Paced } from './pace.ts';

export type Input = Pace & { path: string; headers: Record<string, string> };
export type Output = Paced;

/** What submissions say, but for the key, repeats after so many: see `valueOf` and `confidenceOf`. */
const variants = 30;

const digits = 9;
const blank = '#'.repeat(digits);

answer<Input, Output>(({ path, headers, ...how }) => {
  const run = randomUUID().slice(0, 8);
  // Made before they are sent, so that sending takes less than what it measures; the number of the key is filled in.
  const texts = Array.from({ length: variants }, (_, n) =>
    requestText('POST', path, headers, submissionText(`${run}-${blank}`, n)),
  );
  let sent = 0;
  return pace(how, (connection) => {
    const requests = texts.map((text) => ({ bytes: Buffer.from(text), at: text.indexOf(blank) }));
    return async () => {
      sent += 1;
      const request = requests[sent % variants];
      if (!request) return; // there is one for each remainder
      request.bytes.write(String(sent).padStart(digits, '0'), request.at, 'latin1');
      accepted(await connection.send(request.bytes));
    };
  });
});
