import type { Transaction } from '../../../db/database.ts';
import { takeLink, usableLink, type SignInLink } from '../../../db/queries/links.ts';
import type { BodyOf } from '../../contract/route.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { hashSecret } from '../../http/secrets.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';
import type { sessionsContract } from './contract.ts';
import { enterByLink } from './enter-by-link.ts';
import { joinAsFirstAdmin, joinByInvitation, joinWithAccount, newcomerFrom } from './join.ts';
import type { Limits } from './limits.ts';
import { describePerson } from './me.ts';
import { beginSession, newSession } from './session.ts';

type AcceptLink = (typeof sessionsContract)['acceptLink'];

/** What a link does once it is taken: gives the person it let in. */
type Entry = (tx: Transaction, link: SignInLink, now: number) => Promise<string>;

const isEmpty = (body: BodyOf<AcceptLink>): boolean =>
  Object.values(body).every((value) => value === undefined);

/** What the link asks for, checked and hashed before the transaction. */
const entryOf = async (link: SignInLink, body: BodyOf<AcceptLink>): Promise<Entry> => {
  if (link.kind === 'sign_in') return enterByLink;
  const newcomer = await newcomerFrom(body, link.email);
  return link.kind === 'first_admin' ? joinAsFirstAdmin(newcomer) : joinByInvitation(newcomer);
};

/**
 * Uses a sign-in link, once however many try. A signed-in person who sends nothing joins with their account; whoever
 * sends a name and an address gets an account of their own.
 */
export const acceptLink =
  (s: Services, limits: Limits): Handler<AcceptLink> =>
  async ({ params, body, principal, request, response }) => {
    await limits.link(request, response);
    const tokenHash = hashSecret(params.token);
    const found = await s.db.read((q) => usableLink(q, tokenHash, s.now()));
    if (!found) throw new AppError('link_invalid');

    const person = principal?.kind === 'person' ? principal : null;
    const joins = found.kind === 'invitation' && person !== null && isEmpty(body);
    const enter: Entry = joins ? joinWithAccount(person) : await entryOf(found, body);
    const session = newSession(s);
    const me = await s.db.write(async (tx) => {
      const link = await takeLink(tx, tokenHash, session.createdAt);
      if (!link) throw new AppError('link_invalid');
      const userId = await enter(tx, link, session.createdAt);
      if (!joins) await beginSession(tx, session, userId, principal);
      tx.afterCommit(() => s.principals.forget());
      return describePerson(tx, userId);
    });
    if (!joins) setSessionCookie(response, s.config, session.secret, session.expiresAt);
    return me;
  };
