import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import type { SignInLink } from '../../../db/queries/links.ts';
import { admitByLink, userById } from '../../../db/queries/people.ts';
import { AppError } from '../../errors.ts';

/**
 * Lets in the person that a `sign_in` link names. One that an admin made is for somebody who forgot their password, so
 * it takes that password away and they can set another; the program's own links leave it.
 */
export const enterByLink = async (tx: Transaction, link: SignInLink, now: number): Promise<string> => {
  const user = link.userId === null ? null : await userById(tx, link.userId);
  const forgotten = link.createdBy.kind === 'person' && user !== null && user.passwordHash !== null;
  if (!user || !(await admitByLink(tx, user.id, forgotten, now))) throw new AppError('link_invalid');
  if (forgotten)
    await recordAudit(tx, {
      at: now,
      projectId: null,
      actor: { kind: 'person', id: user.id, name: user.name },
      action: 'password.changed',
      subject: user.email,
      before: { hasPassword: true },
      after: { hasPassword: false },
    });
  return user.id;
};
