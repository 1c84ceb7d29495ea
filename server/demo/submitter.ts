import { setTimeout as sleep } from 'node:timers/promises';

/** What is submitted of one item: its key, and the rest as the API wants it. */
export type SubmittedRecord = { key: string; [field: string]: unknown };

/** What the server answers to one record: a receipt, or the problem that kept it out. */
type Result = {
  key: string | null;
  destination?: 'auto' | 'review';
  reasons?: string[];
  problem?: { status: number; code: string; detail?: string; title: string };
};

/** How many records went where. */
export type Tally = { accepted: number; audited: number; toReview: number };

/** Submits records over HTTP, and does not give up while the server is away. */
export type Submitter = {
  /** Which versions decide: the one in force and the one that is tried (null: none), and the count of such changes. */
  assignment(): Promise<{ epoch: number; live: string | null; candidate: string | null }>;
  /** Whether the server has an item of this key. */
  has(key: string): Promise<boolean>;
  /** Resolves once each record has been taken, or refused for good. */
  submit(records: SubmittedRecord[]): Promise<Tally>;
};

const longestPause = 5_000;

/** Answers that another try may better: too many requests, and whatever is the server's own trouble. */
const passes = (status: number): boolean => status === 429 || status >= 500;

const parseResults = (text: string): Result[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result); // the API's own words

/** What a problem document says, for people; another text as it is. */
const reasonIn = (text: string): string => {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string }; // the API's own words
    return [title, detail].filter(Boolean).join(': ');
  } catch {
    return text;
  }
};

/** `say` tells whoever runs the service; the signal ends all waiting. */
export const createSubmitter = ({
  server,
  project,
  key,
  say,
  signal,
}: {
  server: string;
  project: string;
  key: string;
  say: (text: string) => void;
  signal: AbortSignal;
}): Submitter => {
  const base = `${server}/api/v1/projects/${encodeURIComponent(project)}`;
  const authorization = `Bearer ${key}`;

  /** Tries, with growing pauses, until there is an answer; null asks for another try. */
  const persist = async <T>(attempt: () => Promise<T | null>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      const answer = await attempt();
      if (answer !== null) {
        if (tries > 1) say('The server is back.');
        return answer;
      }
      if (tries === 1) say('The server does not answer; trying again until it does.');
      const pause = Math.min(longestPause, 250 * 2 ** tries);
      // Spread, so that a thousand such services do not all come back at once.
      await sleep(pause * (0.8 + Math.random() * 0.4), undefined, { signal });
    }
  };

  /** One request, a POST where it has a body, with its whole answer; null where the server is away. */
  const request = async (path: string, body?: string): Promise<{ status: number; text: string } | null> => {
    try {
      const headers = {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/x-ndjson' }),
      };
      const method = body === undefined ? 'GET' : 'POST';
      const response = await fetch(base + path, { method, headers, body: body ?? null, signal });
      const text = await response.text();
      return passes(response.status) ? null : { status: response.status, text };
    } catch (error) {
      if (signal.aborted) throw error;
      return null; // no connection, or one that broke
    }
  };

  const refused = (status: number, text: string): Error =>
    new Error(`the server refuses this service: ${status} ${reasonIn(text)}`);

  return {
    assignment: () =>
      persist(async () => {
        const answer = await request('/rollout/assignment');
        if (!answer) return null;
        if (answer.status !== 200) throw refused(answer.status, answer.text);
        return JSON.parse(answer.text) as Awaited<ReturnType<Submitter['assignment']>>; // the API's own words
      }),

    has: (itemKey) =>
      persist(async () => {
        const answer = await request(`/items/${encodeURIComponent(itemKey)}`);
        if (!answer) return null;
        if (answer.status === 200) return true;
        // A project that is not there, or is not ours, would be a 404 as well; submitting then says so.
        if (answer.status === 404) return false;
        throw refused(answer.status, answer.text);
      }),

    submit: async (records) => {
      const tally: Tally = { accepted: 0, audited: 0, toReview: 0 };
      const pending = new Map(records.map((record) => [record.key, JSON.stringify(record)]));
      const settle = ({ key: settled, destination, reasons, problem }: Result): void => {
        if (settled === null || !pending.has(settled) || (problem && passes(problem.status))) return;
        pending.delete(settled);
        if (destination === 'review') tally.toReview += 1;
        else if (destination === 'auto') tally.accepted += 1;
        if (reasons?.includes('audit')) tally.audited += 1;
        // Another run submitted it and did not live to hear of it; the time it was read at differs.
        if (problem && problem.code !== 'key_conflict')
          say(`${settled} was refused: ${problem.detail ?? problem.title}`);
      };
      await persist(async () => {
        // The very same bytes each time: what was taken already is answered by its first receipt.
        const body = [...pending.values()].map((line) => `${line}\n`).join('');
        const answer = await request('/predictions', body);
        if (!answer) return null;
        if (answer.status !== 200) throw refused(answer.status, answer.text);
        parseResults(answer.text).forEach(settle);
        return pending.size === 0 ? true : null;
      });
      return tally;
    },
  };
};
