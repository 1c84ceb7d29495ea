import type { Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { countAttempt, forgetAttempts, forgiveAttempt } from '../../../db/queries/attempts.ts';
import { AppError } from '../../errors.ts';
import type { Services } from '../../http/handler.ts';
import { told } from '../../domain/told.ts';

const quarterMs = 15 * 60_000;

/** Attempts in a quarter of an hour. An office behind one address stays well below. */
const most = { passwordsByAddress: 300, passwordsByEmail: 20, linksByAddress: 600 };

/** How often may be tried what could be guessed; counted in the database, for all instances. */
export type Limits = {
  /** Counts an attempt at a password; throws `rate_limited` where there were too many. */
  attempt(request: Request, response: Response, email: string): Promise<void>;
  /** Forgives the attempts at this address once the password was right. */
  succeeded(request: Request, email: string): Promise<void>;
  /** Counts the opening of a sign-in link. */
  link(request: Request, response: Response): Promise<void>;
};

/** Who calls: an IPv4 address, or the /64 of IPv6 that one subscriber is given. */
export const callerOf = (address: string | undefined): string => {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address); // an IPv4 address in IPv6 notation is one of IPv4
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString();
};

export const createLimits = ({ db, now }: Pick<Services, 'db' | 'now'>): Limits => {
  const spend = async (kind: keyof typeof most, who: string, response: Response): Promise<void> => {
    const { n, resetsAt } = await db.write((tx) => countAttempt(tx, `${kind} ${who}`, now(), quarterMs));
    if (n <= most[kind]) return;
    const seconds = Math.max(1, Math.ceil((resetsAt - now()) / 1000));
    response.set('retry-after', String(seconds));
    throw new AppError('rate_limited', { detail: told`Too many attempts; try again in ${seconds} seconds` });
  };

  return {
    attempt: async (request, response, email) => {
      // By address first, so that one address cannot fill the table with e-mail addresses.
      await spend('passwordsByAddress', callerOf(request.ip), response);
      await spend('passwordsByEmail', email, response);
    },
    succeeded: (request, email) =>
      db.write(async (tx) => {
        await forgiveAttempt(tx, `passwordsByAddress ${callerOf(request.ip)}`);
        await forgetAttempts(tx, `passwordsByEmail ${email}`);
      }),
    link: (request, response) => spend('linksByAddress', callerOf(request.ip), response),
  };
};
