import type { RequestHandler, Response } from 'express';
import type { ProblemCode } from '../contract/problems.ts';
import type { Metrics } from '../metrics/counted.ts';

/** Notes which contract's path a request met. */
export const noteRoute = (response: Response, path: string): void => {
  response.locals['route'] = path;
};

/** Notes which problem a request is answered with. */
export const noteProblem = (response: Response, code: ProblemCode): void => {
  response.locals['problem'] = code;
};

const routeOf = ({ locals }: Response): string | null =>
  typeof locals['route'] === 'string' ? locals['route'] : null;

const problemOf = ({ locals }: Response): ProblemCode | null =>
  (locals['problem'] as ProblemCode | undefined) ?? null; // noted above, and nowhere else

/** Measures each request to the end of its reply; `broken_off`: the caller hung up before that. */
export const requestTimes =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.on('close', () =>
      metrics.requestEnded({
        method: request.method,
        route: routeOf(response),
        status: response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'broken_off',
        problem: problemOf(response),
        seconds: (performance.now() - startedAt) / 1000,
      }),
    );
    next();
  };
