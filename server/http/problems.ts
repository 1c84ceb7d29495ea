import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { isStorageFull, isUnavailable } from '../../db/errors.ts';
import { problemOf, type Problem } from '../contract/problems.ts';
import { AppError } from '../errors.ts';
import { noteProblem } from './request-times.ts';
import { told } from '../domain/told.ts';

/** The problem document of whatever was thrown; what was not foreseen is `internal` and says nothing of its cause. */
export const problemFrom = (error: unknown, requestId?: string): Problem => {
  if (error instanceof AppError)
    return problemOf(error.code, { detail: error.detail, errors: error.errors, requestId });
  if (isStorageFull(error)) return problemOf('storage_full', { requestId });
  if (isUnavailable(error)) return problemOf('unavailable', { requestId });
  return problemOf('internal', { requestId });
};

/** Answers with a problem; ends a reply that has begun, since nothing true can follow. */
export const sendProblem = (response: Response, error: unknown, log: Logger): void => {
  const requestId = String(response.getHeader('x-request-id') ?? '');
  const document = problemFrom(error, requestId);
  noteProblem(response, document.code);
  // A caller who hangs up ends the work done for them, which is no failure.
  const hungUp = response.destroyed && error instanceof Error && error.name === 'AbortError';
  if (document.status >= 500 && !hungUp) log.error({ err: error, requestId }, 'request failed');
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (document.status === 503) response.setHeader('retry-after', '2');
  response.status(document.status).type('application/problem+json').send(JSON.stringify(document));
};

/** Express refuses by itself an address that cannot be decoded; its own error page would show where. */
const isExpressRefusal = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

/** Answers with a problem what failed before any handler of ours. */
export const unhandled =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) =>
    sendProblem(
      response,
      isExpressRefusal(error)
        ? new AppError('invalid_input', { detail: told`the address is not well formed` })
        : error,
      log,
    );
