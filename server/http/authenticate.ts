import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../db/database.ts';
import { keyByHash, touchKey } from '../../db/queries/keys.ts';
import { personBySession } from '../../db/queries/sessions.ts';
import { AppError } from '../errors.ts';
import type { Principal } from './principal.ts';
import { hashSecret, keyPrefix } from './secrets.ts';
import { sessionSecretIn } from './session-cookie.ts';

/** How long another instance may go on believing a session or key that was ended, in milliseconds. */
const maxAge = 2_000;
/** A key's last use is noted this often at most, in milliseconds. */
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

  const remembered = async (
    hash: string,
    load: () => Promise<Principal | null>,
  ): Promise<Principal | null> => {
    const known = cache.get(hash);
    if (known) return known.principal;
    const principal = await load();
    cache.set(hash, { principal });
    return principal;
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
    if (principal && !touched.has(principal.id)) {
      touched.set(principal.id, true);
      await db.write((tx) => touchKey(tx, principal.id, now()));
    }
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
      if (authorization === undefined) return ofCookie(request.headers.cookie);
      const [scheme, secret] = authorization.split(' ', 2);
      const principal =
        scheme?.toLowerCase() === 'bearer' && secret?.startsWith(keyPrefix) ? await ofKey(secret) : null;
      if (!principal)
        throw new AppError('unauthenticated', { detail: 'the API key is unknown, expired or revoked' });
      return principal;
    },
    ofCookie,
    forget: () => cache.clear(),
  };
};
