import { apiRoot } from '../../server/api.ts';
import { problem, type Problem } from '../../server/contract/problems.ts';
import {
  onlyAsHeader,
  type ReplyOf,
  type Route,
  type SentBody,
  type SentParams,
  type SentQuery,
} from '../../server/contract/route.ts';

/** What a call failed with: the server's problem, or `offline` where the server could not be reached. */
export class CallError extends Error {
  readonly problem: Problem | null;

  constructor(cause: Problem | null) {
    super(cause ? (cause.detail ?? cause.title) : 'The server cannot be reached');
    this.problem = cause;
  }

  get code(): Problem['code'] | 'offline' {
    return this.problem?.code ?? 'offline';
  }
}

type Needs<Name extends string, T> =
  Record<never, never> extends T
    ? { [K in Name]?: T }
    : undefined extends T
      ? { [K in Name]?: undefined }
      : { [K in Name]: T };

/** The parts of a request that a route needs. */
export type RequestOf<R extends Route> = Needs<'params', SentParams<R>> &
  Needs<'query', SentQuery<R>> &
  Needs<'body', SentBody<R>> & {
    signal?: AbortSignal;
    /** The id of the person for whom alone this may be done, whoever is signed in by then. */
    onlyAs?: string;
  };

/** The address of a route with its parameters filled in. */
export const addressOf = (
  route: Route,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  const text = search.toString();
  return `${apiRoot}${path}${text ? `?${text}` : ''}`;
};

const failureOf = async (response: Response): Promise<CallError> => {
  const body = problem.safeParse(await response.json().catch(() => null));
  // A gateway between us and the server answers in its own words: treat it as an unreachable server.
  return new CallError(body.success ? body.data : null);
};

/** Calls a route of the API; throws a `CallError` for every answer that is not a success. */
export const call = async <R extends Route>(route: R, request: RequestOf<R>): Promise<ReplyOf<R>> => {
  const { params, query, body, signal, onlyAs } = request as {
    params?: Record<string, unknown>;
    query?: Record<string, unknown>;
    body?: unknown;
    signal?: AbortSignal;
    onlyAs?: string;
  }; // the public type is the precise one; here only the parts matter
  const response = await fetch(addressOf(route, params, query), {
    method: route.method.toUpperCase(),
    credentials: 'same-origin',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(onlyAs !== undefined && { [onlyAsHeader]: onlyAs }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new CallError(null);
  });
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as ReplyOf<R>; // the contract is held on the server, where replies are checked
};

/** Sends a file as the body of a route that takes one; throws as `call` does. */
export const sendFile = async <R extends Route>(
  route: R,
  {
    params,
    query,
    file,
    signal,
  }: { params: SentParams<R>; query: SentQuery<R>; file: Blob; signal?: AbortSignal },
): Promise<ReplyOf<R>> => {
  const response = await fetch(addressOf(route, params, query), {
    method: route.method.toUpperCase(),
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new CallError(null);
  });
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as ReplyOf<R>; // the contract is held on the server, where replies are checked
};
