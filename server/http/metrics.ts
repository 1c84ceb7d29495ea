import { hash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { AppError } from '../errors.ts';
import type { Services } from './handler.ts';
import { sendProblem } from './problems.ts';
import { told } from '../domain/told.ts';

/** Version 0.0.4 of Prometheus' text format. */
const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/** Whether an Authorization header holds the token; takes as long whatever it holds. */
const holds = (authorization: string | undefined, token: string): boolean => {
  const [scheme, given = ''] = (authorization ?? '').split(' ', 2);
  const equal = timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', token, 'buffer'));
  return equal && scheme?.toLowerCase() === 'bearer';
};

/** `/metrics`: what Prometheus reads, for those who send the setting METRICS_TOKEN; there is none without it. */
export const metricsRouter = ({ config, log }: Services, scrape: () => Promise<string>): Router => {
  const { metricsToken } = config;
  const router = Router();
  router.get('/metrics', (request, response) => {
    if (metricsToken === null) {
      sendProblem(response, new AppError('not_found', { detail: told`METRICS_TOKEN is not set` }), log);
      return;
    }
    if (!holds(request.headers.authorization, metricsToken)) {
      response.setHeader('www-authenticate', 'Bearer');
      sendProblem(
        response,
        new AppError('unauthenticated', { detail: told`send METRICS_TOKEN as bearer` }),
        log,
      );
      return;
    }
    scrape().then(
      (text) =>
        response.setHeader('content-type', textFormat).setHeader('cache-control', 'no-store').end(text),
      (error: unknown) => sendProblem(response, error, log),
    );
  });
  return router;
};
