// Load: submissions of 1 KB, one a request. A server that does nothing is sent the same.
import { randomUUID } from 'node:crypto';
import { answer } from '../processes/answer.ts';
import { submissionText } from '../seeds/submission.ts';
import { jsonOf, requestText } from './connection.ts';
import { pace, type Pace, type Paced } from './pace.ts';

export type Input = Pace & { path: string; headers: Record<string, string> };
export type Output = Paced;

answer<Input, Output>(({ path, headers, ...how }) => {
  const run = randomUUID().slice(0, 8);
  let sent = 0;
  return pace(how, (connection) => async () => {
    sent += 1;
    const body = submissionText(`${run}-${sent}`, sent);
    jsonOf(await connection.send(requestText('POST', path, headers, body)));
  });
});
