import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../errors.ts';

const quarter = 15 * 60;

/** How often may be tried what could be guessed. An office behind one address stays well below. */
export type Limits = {
  /** Counts an attempt at a password; throws `rate_limited` where there were too many. */
  attempt(request: Request, response: Response, email: string): Promise<void>;
  /** Forgives the attempts at this address once the password was right. */
  succeeded(request: Request, email: string): Promise<void>;
  /** Counts the opening of a sign-in link. */
  link(request: Request, response: Response): Promise<void>;
};

const spend = async (limiter: RateLimiterMemory, key: string, response: Response): Promise<void> => {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.ceil(refusal.msBeforeNext / 1000);
    response.set('retry-after', String(seconds));
    throw new AppError('rate_limited', { detail: `Too many attempts; try again in ${seconds} seconds` });
  }
};

/** Limits kept in the memory of this instance. */
export const createLimits = (): Limits => {
  const passwordsByIp = new RateLimiterMemory({ points: 300, duration: quarter });
  const passwordsByEmail = new RateLimiterMemory({ points: 20, duration: quarter });
  const linksByIp = new RateLimiterMemory({ points: 600, duration: quarter });
  const addressOf = (request: Request): string => request.ip ?? 'unknown';

  return {
    attempt: async (request, response, email) => {
      // By address first, so that one address cannot fill the memory with e-mail addresses.
      await spend(passwordsByIp, addressOf(request), response);
      await spend(passwordsByEmail, email, response);
    },
    succeeded: async (request, email) => {
      await passwordsByIp.reward(addressOf(request));
      await passwordsByEmail.delete(email);
    },
    link: (request, response) => spend(linksByIp, addressOf(request), response),
  };
};
