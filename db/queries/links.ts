import { and, desc, eq, gt, isNull, or } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';
import type { linkKinds } from '../tables/people.ts';

/** What a sign-in link is for. */
export type LinkKind = (typeof linkKinds)[number];

/** A sign-in link as it is kept: its secret only as a hash. Instants are epoch milliseconds. */
export type SignInLink = {
  id: string;
  tokenHash: string;
  kind: LinkKind;
  /** Whom a `sign_in` link signs in. */
  userId: string | null;
  /** What an `invitation` leads to; null: an admin's account. */
  projectId: string | null;
  role: Role | null;
  /** The address an invitation was made for; null: anyone's. */
  email: string | null;
  createdBy: Actor;
  createdAt: number;
  expiresAt: number;
};

/** Keeps a link; answers its id. */
export const insertLink = async (tx: Transaction, link: Omit<SignInLink, 'id'>): Promise<string> => {
  const id = newId();
  await tx.db.insert(tx.tables.signInLinks).values({ id, ...link });
  return id;
};

/** A link that can still be used, with the project and the person it names; null where there is none (any more). */
export const usableLink = async (
  q: Queryable,
  tokenHash: string,
  now: number,
): Promise<
  (SignInLink & { project: string | null; userName: string | null; userEmail: string | null }) | null
> => {
  const { signInLinks: l, users, projects } = q.tables;
  const [row] = await q.db
    .select({ link: l, project: projects.slug, userName: users.name, userEmail: users.email })
    .from(l)
    .leftJoin(users, eq(users.id, l.userId))
    .leftJoin(projects, eq(projects.id, l.projectId))
    .where(
      and(
        eq(l.tokenHash, tokenHash),
        isNull(l.usedAt),
        gt(l.expiresAt, now),
        or(isNull(l.userId), isNull(users.disabledAt)),
      ),
    );
  return row ? { ...row.link, project: row.project, userName: row.userName, userEmail: row.userEmail } : null;
};

/** Uses a link up: of all who try at the same time one gets it, the others null. */
export const takeLink = async (
  tx: Transaction,
  tokenHash: string,
  now: number,
): Promise<SignInLink | null> => {
  const { signInLinks: l } = tx.tables;
  const [row] = await tx.db
    .update(l)
    .set({ usedAt: now })
    .where(and(eq(l.tokenHash, tokenHash), isNull(l.usedAt), gt(l.expiresAt, now)))
    .returning();
  return row ?? null;
};

/** Ends every unused link for a first admin; answers the hashes of those that could still be used. */
export const takeFirstAdminLinks = async (tx: Transaction, now: number): Promise<string[]> => {
  const { signInLinks: l } = tx.tables;
  const rows = await tx.db
    .update(l)
    .set({ usedAt: now })
    .where(and(eq(l.kind, 'first_admin'), isNull(l.usedAt)))
    .returning({ tokenHash: l.tokenHash, expiresAt: l.expiresAt });
  return rows.filter((row) => row.expiresAt > now).map((row) => row.tokenHash);
};

/** Invitations into a project (null: for further admins) that wait to be taken up, newest first. */
export const openInvitations = async (
  q: Queryable,
  projectId: string | null,
  now: number,
): Promise<SignInLink[]> => {
  const { signInLinks: l } = q.tables;
  return q.db
    .select()
    .from(l)
    .where(
      and(
        eq(l.kind, 'invitation'),
        projectId === null ? isNull(l.projectId) : eq(l.projectId, projectId),
        isNull(l.usedAt),
        gt(l.expiresAt, now),
      ),
    )
    .orderBy(desc(l.id));
};

/** Takes an unused invitation away, into a project or (null) for an admin; null where there is none. */
export const deleteInvitation = async (
  tx: Transaction,
  projectId: string | null,
  id: string,
): Promise<SignInLink | null> => {
  const { signInLinks: l } = tx.tables;
  const [row] = await tx.db
    .delete(l)
    .where(
      and(
        eq(l.id, id),
        projectId === null ? isNull(l.projectId) : eq(l.projectId, projectId),
        eq(l.kind, 'invitation'),
        isNull(l.usedAt),
      ),
    )
    .returning();
  return row ?? null;
};
