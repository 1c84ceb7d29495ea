import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { newId } from '../../db/new-id.ts';

/** Gives each request an id (a caller's own is kept where it is sane) and logs one line when it ends. */
export const requestLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w.-]{1,100}$/.test(given) ? given : newId();
    response.setHeader('x-request-id', requestId);
    if (log.isLevelEnabled('info')) {
      const startedAt = performance.now();
      response.on('close', () =>
        log.info(
          {
            requestId,
            method: request.method,
            // Without the query, and without the secret of a sign-in link.
            path: request.path.replace(/(sign-in-links|link)\/[^/]+/, '$1/…'),
            status: response.statusCode,
            ms: Math.round(performance.now() - startedAt),
            ...(response.writableFinished ? {} : { brokenOff: true }),
          },
          'request',
        ),
      );
    }
    next();
  };
