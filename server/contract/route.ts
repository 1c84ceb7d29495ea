import type { z } from 'zod';
import type { ProjectPermission } from '../domain/roles.ts';
import type { ProblemCode } from './problems.ts';

/**
 * Who may call a route: anyone, any signed-in person, an admin, or whoever has a permission in the project that the
 * path names as `:project`.
 */
export type Access = 'public' | 'signed_in' | 'admin' | ProjectPermission;

/** A body that the handler reads from the request itself, as it arrives. */
export type StreamBody = { stream: 'body'; types: readonly string[]; schema: z.ZodType };

/** A reply that the handler writes to the response itself, as it is made. */
export type StreamReply = { stream: 'reply'; types: readonly string[]; description: string };

/** The header of a request that is meant for one person alone: their id. Whoever else is signed in is told `unauthenticated`. */
export const onlyAsHeader = 'countersign-only-as';

/** One route of the API: all that server, client and reference need to know of it. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, Express notation: `/projects/:project/items/:key`. */
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType | StreamBody;
  reply: z.ZodType | StreamReply;
  /** The status of success; 200 unless told. */
  status?: 200 | 201;
  /** Codes beyond those that any route can answer (see `commonProblems`). */
  errors: readonly ProblemCode[];
};

/** Codes that every route can answer. */
export const commonProblems = [
  'invalid_input',
  'internal',
  'unavailable',
  'storage_full',
] as const satisfies ProblemCode[];

/** A feature's routes by name. */
export type Contract = Record<string, Route>;

/** Declares a feature's routes, keeping their exact types. */
export const defineContract = <const C extends Contract>(contract: C): C => contract;

export const isStreamBody = (body: Route['body']): body is StreamBody =>
  body !== undefined && 'stream' in body && body.stream === 'body';

export const isStreamReply = (reply: Route['reply']): reply is StreamReply =>
  'stream' in reply && reply.stream === 'reply';

type Parsed<T, Otherwise> = T extends z.ZodType ? z.output<T> : Otherwise;
type Sent<T, Otherwise> = T extends z.ZodType ? z.input<T> : Otherwise;

/** What handlers receive. */
export type ParamsOf<R extends Route> = Parsed<R['params'], Record<never, never>>;
export type QueryOf<R extends Route> = Parsed<R['query'], Record<never, never>>;
export type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined;

/** What handlers answer, and clients receive. */
export type ReplyOf<R extends Route> = R['reply'] extends z.ZodType ? z.output<R['reply']> : void;

/** What clients send. */
export type SentParams<R extends Route> = Sent<R['params'], Record<never, never>>;
export type SentQuery<R extends Route> = Sent<R['query'], Record<never, never>>;
export type SentBody<R extends Route> = R['body'] extends z.ZodType ? z.input<R['body']> : undefined;
