import { and, eq, gt, isNull, lte, ne } from 'drizzle-orm';
import type { ProjectRole } from '../../server/domain/roles.ts';
import type { Queryable, Transaction } from '../database.ts';

/** Who a session belongs to. */
export type SessionPerson = {
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  hasPassword: boolean;
  /** Role by project id. */
  roles: ReadonlyMap<string, ProjectRole>;
};

/** The person of a session; null where the session is unknown or has expired, or the account is disabled. */
export const personBySession = async (
  q: Queryable,
  sessionId: string,
  now: number,
): Promise<SessionPerson | null> => {
  const { sessions, users, memberships } = q.tables;
  const rows = await q.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      isAdmin: users.isAdmin,
      passwordHash: users.passwordHash,
      projectId: memberships.projectId,
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now), isNull(users.disabledAt)));
  const [first] = rows;
  if (!first) return null;
  const { id, name, email, isAdmin, passwordHash } = first;
  const roles = new Map<string, ProjectRole>();
  for (const { projectId, role } of rows) if (projectId !== null && role !== null) roles.set(projectId, role);
  return { id, name, email, isAdmin, hasPassword: passwordHash !== null, roles };
};

/** A session as it is kept: under the hash of its secret, from and until when (epoch milliseconds). */
export type Session = { id: string; userId: string; createdAt: number; expiresAt: number };

/** Begins a session. */
export const insertSession = async (tx: Transaction, session: Session): Promise<void> => {
  await tx.db.insert(tx.tables.sessions).values(session);
};

/** Clears away the sessions that have expired. */
export const forgetExpiredSessions = async (tx: Transaction, now: number): Promise<void> => {
  const { sessions } = tx.tables;
  await tx.db.delete(sessions).where(lte(sessions.expiresAt, now));
};

/** Ends one session. */
export const deleteSession = async (tx: Transaction, id: string): Promise<void> => {
  const { sessions } = tx.tables;
  await tx.db.delete(sessions).where(eq(sessions.id, id));
};

/** Ends all sessions of a person, but for the one to keep (null: none). */
export const deleteSessionsOf = async (
  tx: Transaction,
  userId: string,
  keep: string | null,
): Promise<void> => {
  const { sessions } = tx.tables;
  await tx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), keep === null ? undefined : ne(sessions.id, keep)));
};
