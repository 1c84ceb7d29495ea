import type { Database } from '../../../db/database.ts';
import { system } from '../../../db/actor.ts';
import { insertLink, takeFirstAdminLinks } from '../../../db/queries/links.ts';
import { hasUsers } from '../../../db/queries/people.ts';
import { invitationLifetime, newSignInLink, signInLifetime } from '../../http/sign-in-link.ts';

const forAnyone = { userId: null, projectId: null, role: null, email: null };

/**
 * The address where the first admin makes their account, good for seven days; earlier ones end with it. Null where
 * somebody has an account already.
 */
export const ensureFirstAdminLink = (
  db: Database,
  now: number,
  publicUrl: string,
): Promise<string | null> => {
  const { url, tokenHash } = newSignInLink(publicUrl);
  return db.write(async (tx) => {
    await takeFirstAdminLinks(tx, now);
    if (await hasUsers(tx)) return null;
    await insertLink(tx, {
      ...forAnyone,
      tokenHash,
      kind: 'first_admin',
      role: 'admin',
      createdBy: system,
      createdAt: now,
      expiresAt: now + invitationLifetime,
    });
    return url;
  });
};

/** An address that signs a person in once, made by the program itself; good for a day unless told (milliseconds). */
export const makeSignInLink = async (
  db: Database,
  userId: string,
  now: number,
  publicUrl: string,
  lifetime = signInLifetime,
): Promise<string> => {
  const { url, tokenHash } = newSignInLink(publicUrl);
  await db.write((tx) =>
    insertLink(tx, {
      ...forAnyone,
      tokenHash,
      kind: 'sign_in',
      userId,
      createdBy: system,
      createdAt: now,
      expiresAt: now + lifetime,
    }),
  );
  return url;
};
