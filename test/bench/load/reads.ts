// Load: one GET again and again.
import { answer } from '../processes/answer.ts';
import { jsonOf, requestText } from './connection.ts';
import { pace, type Pace, type Paced } from './pace.ts';

export type Input = Pace & { path: string; headers: Record<string, string> };
export type Output = Paced;

answer<Input, Output>(({ path, headers, ...how }) => {
  const request = requestText('GET', path, headers);
  return pace(how, (connection) => async () => void jsonOf(await connection.send(request)));
});
