import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { fieldErrors } from '../contract/parse.ts';
import { isStreamBody, isStreamReply, onlyAsHeader, type Contract, type Route } from '../contract/route.ts';
import { AppError, invalidFields } from '../errors.ts';
import type { Authenticator } from './authenticate.ts';
import { readJson } from './body.ts';
import type { Context, Handler, Handlers, ProjectState, Services } from './handler.ts';
import { belongsTo, may, type Principal } from './principal.ts';
import { sendProblem } from './problems.ts';
import { noteRoute } from './request-times.ts';
import { told } from '../domain/told.ts';

/** Refuses a change that another site's page had the browser send with our cookie. */
const refuseCrossSite = (request: Request): void => {
  if (request.method === 'GET' || request.headers.authorization !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const foreign =
    site === undefined
      ? origin !== undefined && URL.parse(origin)?.host !== request.headers.host
      : site !== 'same-origin' && site !== 'none';
  if (foreign) throw new AppError('cross_site');
};

/** Refuses what a page does for a person who is no longer the one who is signed in, as where browsers are shared. */
const refuseStandIn = (request: Request, principal: Principal | null): void => {
  const meant = request.headers[onlyAsHeader];
  if (meant !== undefined && (principal?.kind !== 'person' || principal.id !== meant))
    throw new AppError('unauthenticated', { detail: told`somebody else is signed in` });
};

const parse = <S extends z.ZodType>(schema: S, value: unknown, prefix: string[]): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidFields(fieldErrors(parsed.error, prefix), 'the body');
};

/** The project of the path, where the caller may do what the route asks; its existence is not told to strangers. */
const authorise = async (
  route: Route,
  principal: Principal | null,
  slug: string | undefined,
  services: Services,
): Promise<ProjectState | null> => {
  const { access } = route;
  if (access === 'public') return null;
  if (!principal) throw new AppError('unauthenticated');
  if (access === 'signed_in' || access === 'admin') {
    if (principal.kind !== 'person' || (access === 'admin' && !principal.isAdmin))
      throw new AppError('forbidden');
    return null;
  }
  const project = slug === undefined ? null : await services.projects.get(slug);
  if (!project || !belongsTo(principal, project.id))
    throw new AppError('not_found', { detail: told`no such project` });
  if (!may(principal, access, project.id)) throw new AppError('forbidden');
  return project;
};

const answer = async (
  route: Route,
  handler: Handler<Route>,
  services: Services,
  authenticator: Authenticator,
  request: Request,
  response: Response,
): Promise<void> => {
  refuseCrossSite(request);
  // PostgreSQL cannot even be asked for such a text.
  if (request.url.includes('%00'))
    throw new AppError('invalid_input', { detail: told`the address must not contain NUL characters` });
  const principal = await authenticator.ofRequest(request);
  refuseStandIn(request, principal);
  const project = await authorise(
    route,
    principal,
    request.params['project'] as string | undefined,
    services,
  );
  const hungUp = new AbortController();
  response.on('close', () => response.writableFinished || hungUp.abort());
  const context = {
    params: route.params ? parse(route.params, request.params, ['path']) : {},
    query: route.query ? parse(route.query, request.query, ['query']) : {},
    body:
      route.body && !isStreamBody(route.body)
        ? parse(route.body, (await readJson(request, services.config.maxBodyBytes)) ?? {}, [])
        : undefined,
    principal,
    project,
    request,
    response,
    signal: hungUp.signal,
  };
  // The checks above have made the parts what the contract says; the table of routes cannot carry each one's type.
  const reply: unknown = await handler(context as Context<Route>);
  if (isStreamReply(route.reply) || response.headersSent || response.destroyed) return;
  if (services.config.checkReplies) route.reply.parse(reply);
  // Not by `send`, which hashes every body for the sake of caches that have no use for these.
  response
    .status(route.status ?? 200)
    .setHeader('content-type', 'application/json; charset=utf-8')
    .end(JSON.stringify(reply));
};

/** Serves the contracts of all features by their handlers: authentication, authorisation, parsing, problems. */
export const apiRouter = <A extends Record<string, Contract>>(
  api: A,
  handlers: { [F in keyof A]: Handlers<A[F]> },
  services: Services,
  authenticator: Authenticator,
): Router => {
  const router = Router({ caseSensitive: true });
  for (const [feature, contract] of Object.entries(api))
    for (const [name, route] of Object.entries(contract)) {
      const handler = handlers[feature]?.[name] as Handler<Route>; // the parameter's type holds one for each route
      router[route.method](route.path, (request, response) => {
        noteRoute(response, route.path);
        answer(route, handler, services, authenticator, request, response).catch((error: unknown) =>
          sendProblem(response, error, services.log),
        );
      });
    }
  router.use((request, response) =>
    sendProblem(
      response,
      new AppError('not_found', { detail: told`no route ${request.method} ${request.path}` }),
      services.log,
    ),
  );
  return router;
};
