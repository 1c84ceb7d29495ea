import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../db/database.ts';
import { keyByHash, touchKey } from '../../db/queries/keys.ts';
import { touchPerson } from '../../db/queries/people.ts';
import { personBySession } from '../../db/queries/sessions.ts';
import { AppError } from '../errors.ts';
import type { Principal } from './principal.ts';
import { hashSecret, keyPrefix } from './secrets.ts';
import { sessionSecretIn } from './session-cookie.ts';
import { told } from '../domain/told.ts';

/** How long another instance may go on believing a session or key that was ended, in milliseconds. */
const maxAge = 2_000;
/** When a key or a person was last seen is noted this often at most, in milliseconds. */
const touchEvery = 60_000;

/** Finds out who calls. */
export type Authenticator = {
  /** Null: the request names nobody. Throws `unauthenticated` for a secret that is not valid. */
  ofRequest(request: IncomingMessage): Promise<Principal | null>;
  /** The person of a Cookie header, as sockets send it; null: nobody. */
  ofCookie(header: string | undefined): Promise<Principal | null>;
  forget(): void;
};

/** Authenticates API keys (`Authorization: Bearer cs_…`) and session cookies, remembering each for a moment. */
export const createAuthenticator = (db: Database, now: () => number): Authenticator => {
  const cache = new LRUCache<string, { principal: Principal | null }>({ max: 10_000, ttl: maxAge });
  const touched = new LRUCache<string, true>({ max: 10_000, ttl: touchEvery });

  let generation = 0;

  const remembered = async (
    hash: string,
    load: () => Promise<Principal | null>,
  ): Promise<Principal | null> => {
    const known = cache.get(hash);
    if (known) return known.principal;
    const begunIn = generation;
    const principal = await load();
    // What was read before somebody said `forget` must not be remembered after it.
    if (begunIn === generation) cache.set(hash, { principal });
    return principal;
  };

  /** Notes beside the request, which neither waits for it nor fails with it. */
  const seen = (id: string, touch: typeof touchKey): void => {
    if (touched.has(id)) return;
    touched.set(id, true);
    db.write((tx) => touch(tx, id, now())).catch(() => touched.delete(id));
  };

  const ofKey = async (secret: string): Promise<Principal | null> => {
    const hash = hashSecret(secret);
    const principal = await remembered(hash, async () => {
      const key = await db.read((q) => keyByHash(q, hash, now()));
      return (
        key && {
          kind: 'key',
          id: key.id,
          name: key.name,
          projectId: key.projectId,
          permissions: new Set(key.permissions),
        }
      );
    });
    if (principal) seen(principal.id, touchKey);
    return principal;
  };

  const ofCookie = async (header: string | undefined): Promise<Principal | null> => {
    const secret = sessionSecretIn(header);
    if (secret === null) return null;
    const sessionId = hashSecret(secret);
    return remembered(sessionId, async () => {
      const person = await db.read((q) => personBySession(q, sessionId, now()));
      return person && { kind: 'person', ...person, sessionId };
    });
  };

  return {
    ofRequest: async (request) => {
      const { authorization } = request.headers;
      if (authorization === undefined) {
        const person = await ofCookie(request.headers.cookie);
        if (person) seen(person.id, touchPerson);
        return person;
      }
      const [scheme, secret] = authorization.split(' ', 2);
      const principal =
        scheme?.toLowerCase() === 'bearer' && secret?.startsWith(keyPrefix) ? await ofKey(secret) : null;
      if (!principal)
        throw new AppError('unauthenticated', { detail: told`the API key is unknown, expired or revoked` });
      return principal;
    },
    ofCookie,
    forget: () => {
      generation += 1;
      cache.clear();
    },
  };
};
