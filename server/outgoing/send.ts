import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { hostOf, refusalOf, type AddressRules } from './address-rules.ts';

/** Looks up all addresses of a host. */
export type Lookup = (
  host: string,
  options: { all: true; family?: number | undefined; hints?: number | undefined },
  answer: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** What came of calling an endpoint: the answer, or in words why there was none. */
export type Answer =
  | { status: number; reply: string; retryAfter: string | undefined; error: string | null }
  | { status: null; error: string };

/** Calls endpoints, keeping connections open between calls; `close` ends those that are idle. */
export type Sender = {
  /** `signal` may end the call before its time is up. */
  post(url: string, headers: Record<string, string>, body: string, signal?: AbortSignal): Promise<Answer>;
  close(): void;
};

const redirects = [307, 308];

class Refused extends Error {}

/** A connection that was kept open ended before anything was answered on it. */
class Stale extends Error {}

const isHangUp = (error: Error): boolean =>
  'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

/** Looks up as `lookup` does, giving only addresses that may be called: what is checked is what is connected to. */
const guarded =
  (rules: AddressRules, lookup: Lookup): LookupFunction =>
  (host, { family, hints, all }, answer) => {
    const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family;
    lookup(host, { all: true, family: wanted, hints }, (error, addresses) => {
      if (error) return answer(error, []);
      const usable = rules.allowsHost(host)
        ? addresses
        : addresses.filter(({ address }) => rules.allowsAddress(address));
      const [first] = usable;
      if (!first)
        return answer(
          new Refused(
            `${host} is inside the network (${addresses.map(({ address }) => address).join(', ')})`,
          ),
          [],
        );
      return all ? answer(null, usable) : answer(null, first.address, first.family);
    });
  };

/** The beginning of a body; what is longer than the limit is not read. */
const readReply = async (response: IncomingMessage, mostBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= mostBytes) break;
    }
  } catch {
    // The status came, and it decides; the body is for people to read.
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
};

/** Makes a sender that connects only where the rules allow, and gives each call this long, redirects included. */
export const createSender = ({
  rules,
  timeoutMs,
  mostRedirects = 3,
  mostReplyBytes = 65_536,
  lookup = systemLookup,
}: {
  rules: AddressRules;
  timeoutMs: number;
  /** How often a call is sent on to where it is redirected, with its headers. */
  mostRedirects?: number;
  mostReplyBytes?: number;
  lookup?: Lookup;
}): Sender => {
  // Agents of our own do not read the proxy variables of the environment.
  const kept = { keepAlive: true, maxFreeSockets: 16, timeout: 5_000, lookup: guarded(rules, lookup) };
  const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };

  const ask = (url: URL, headers: Record<string, string>, body: string, signal: AbortSignal) => {
    const refusal = refusalOf(url, rules);
    if (refusal !== null) return Promise.reject(new Refused(`${hostOf(url)} ${refusal.message}`));
    return new Promise<IncomingMessage>((resolve, reject) => {
      const options = {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Countersign',
        },
        signal,
      };
      const sending =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...options, agent: agents.https })
          : httpRequest(url, { ...options, agent: agents.http });
      sending.on('response', resolve);
      sending.on('error', (error) => reject(sending.reusedSocket && isHangUp(error) ? new Stale() : error));
      sending.end(body);
    });
  };

  /** Asks, once more where the endpoint had ended a connection that was kept open. */
  const askFresh: typeof ask = (url, headers, body, signal) =>
    ask(url, headers, body, signal).catch((error: unknown) => {
      if (error instanceof Stale) return askFresh(url, headers, body, signal);
      throw error;
    });

  const follow = async (
    start: URL,
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ): Promise<Answer> => {
    let url = start;
    for (let hop = 0; ; hop += 1) {
      const response = await askFresh(url, headers, body, signal);
      const status = response.statusCode ?? 0;
      const { location, 'retry-after': retryAfter } = response.headers;
      const reply = await readReply(response, mostReplyBytes);
      const answer = { status, reply, retryAfter, error: null };
      if (!redirects.includes(status) || location === undefined || mostRedirects === 0)
        return status >= 300 && status < 400
          ? { ...answer, error: `redirected by ${status}, which is not followed` }
          : answer;
      if (hop === mostRedirects) return { ...answer, error: `redirected more than ${mostRedirects} times` };
      const next = URL.parse(location, url);
      if (!next) return { ...answer, error: `redirected to ${location}, which is no address` };
      if (url.protocol === 'https:' && next.protocol !== 'https:')
        return { ...answer, error: `redirected from https to ${next.origin}` };
      url = next;
    }
  };

  return {
    post: async (url, headers, body, ending) => {
      const limit = AbortSignal.timeout(timeoutMs);
      const signal = ending ? AbortSignal.any([limit, ending]) : limit;
      try {
        return await follow(new URL(url), headers, body, signal);
      } catch (error) {
        if (limit.aborted) return { status: null, error: `no answer within ${timeoutMs / 1000} s` };
        const message = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
        return { status: null, error: message.replace(/^(?:\w*Error|Refused): /, '') };
      }
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
};
