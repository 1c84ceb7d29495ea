import { addressOf, CallError, type RequestOf } from '../../client/api/call.ts';
import { problem } from '../contract/problems.ts';
import type { ReplyOf, Route } from '../contract/route.ts';

/** Calls routes of a server's API as somebody; throws a `CallError` for every answer that is not a success. */
export type Caller = <R extends Route>(route: R, request: RequestOf<R>) => Promise<ReplyOf<R>>;

/** Somebody who calls the API at an address; each reply's headers go to `onHeaders`. */
export const callerAt =
  (address: string, headers: Record<string, string>, onHeaders?: (headers: Headers) => void): Caller =>
  async <R extends Route>(route: R, request: RequestOf<R>) => {
    const { params, query, body } = request as Record<string, Record<string, unknown> | undefined>; // its parts, loosely
    const response = await fetch(address + addressOf(route, params, query), {
      method: route.method.toUpperCase(),
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const reply: unknown = await response.json();
    if (!response.ok) throw new CallError(problem.safeParse(reply).data ?? null);
    onHeaders?.(response.headers);
    return reply as ReplyOf<R>; // the server holds its replies against the same contract
  };
