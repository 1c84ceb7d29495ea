import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import { openLane } from '../../server/domain/lanes.ts';
import type { OwnKeys } from '../../server/domain/desk-keys.ts';
import type { ProjectRole, Role } from '../../server/domain/roles.ts';
import type { Queryable, Transaction } from '../database.ts';

/** An account as it is kept. Instants are epoch milliseconds. */
export type User = {
  id: string;
  email: string;
  name: string;
  /** argon2id; null until a password is set. */
  passwordHash: string | null;
  isAdmin: boolean;
  createdAt: number;
  disabledAt: number | null;
  lastSeenAt: number | null;
  deskKeys: OwnKeys | null;
};

/** Makes an account; answers its id, or null where the address has one already. */
export const insertUser = async (
  tx: Transaction,
  user: Pick<User, 'email' | 'name' | 'passwordHash' | 'isAdmin' | 'createdAt'>,
): Promise<string | null> => {
  const { users } = tx.tables;
  const [row] = await tx.db
    .insert(users)
    .values({ id: newId(), ...user, lastSeenAt: user.createdAt })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return row?.id ?? null;
};

/** Whether there is any account. */
export const hasUsers = async (q: Queryable): Promise<boolean> => {
  const { users } = q.tables;
  return (await q.db.select({ id: users.id }).from(users).limit(1)).length > 0;
};

/** The account of this id; null where there is none. */
export const userById = async (q: Queryable, id: string): Promise<User | null> => {
  const { users } = q.tables;
  const [row] = await q.db.select().from(users).where(eq(users.id, id));
  return row ?? null;
};

/** The account of this address, in lower case; null where there is none. */
export const userByEmail = async (q: Queryable, email: string): Promise<User | null> => {
  const { users } = q.tables;
  const [row] = await q.db.select().from(users).where(eq(users.email, email));
  return row ?? null;
};

/** Keeps the keys of the desk that a person changed. */
export const keepDeskKeys = async (tx: Transaction, id: string, deskKeys: OwnKeys): Promise<void> => {
  const { users } = tx.tables;
  await tx.db.update(users).set({ deskKeys }).where(eq(users.id, id));
};

/** Notes when a person was last seen. */
export const touchPerson = async (tx: Transaction, id: string, at: number): Promise<void> => {
  const { users } = tx.tables;
  await tx.db.update(users).set({ lastSeenAt: at }).where(eq(users.id, id));
};

/**
 * Notes that a person came in by a password that was found right a moment ago; false where it has been changed since,
 * or the account disabled.
 */
export const admitByPassword = async (
  tx: Transaction,
  id: string,
  passwordHash: string,
  now: number,
): Promise<boolean> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .update(users)
    .set({ lastSeenAt: now })
    .where(and(eq(users.id, id), eq(users.passwordHash, passwordHash), isNull(users.disabledAt)))
    .returning({ id: users.id });
  return rows.length > 0;
};

/** Notes that a person came in by a link, and takes a forgotten password away; false where the account is disabled. */
export const admitByLink = async (
  tx: Transaction,
  id: string,
  forgetPassword: boolean,
  now: number,
): Promise<boolean> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .update(users)
    .set(forgetPassword ? { lastSeenAt: now, passwordHash: null } : { lastSeenAt: now })
    .where(and(eq(users.id, id), isNull(users.disabledAt)))
    .returning({ id: users.id });
  return rows.length > 0;
};

/** Replaces the password (null: there was none); false where another one has been set since it was read. */
export const replacePassword = async (
  tx: Transaction,
  id: string,
  previous: string | null,
  next: string,
): Promise<boolean> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .update(users)
    .set({ passwordHash: next })
    .where(
      and(
        eq(users.id, id),
        previous === null ? isNull(users.passwordHash) : eq(users.passwordHash, previous),
      ),
    )
    .returning({ id: users.id });
  return rows.length > 0;
};

/** Takes a person's password away; false where they have none. */
export const forgetPassword = async (tx: Transaction, id: string): Promise<boolean> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .update(users)
    .set({ passwordHash: null })
    .where(and(eq(users.id, id), isNotNull(users.passwordHash)))
    .returning({ id: users.id });
  return rows.length > 0;
};

/** What of an account can be switched. */
export type AccountState = { disabled: boolean; isAdmin: boolean };

/**
 * Switches an account, admins' rows locked, so that however many do so at once one admin always stays who is not
 * disabled. Null: there is no such account.
 */
export const changeAccount = async (
  tx: Transaction,
  id: string,
  change: { disabled?: boolean | undefined; isAdmin?: boolean | undefined },
  now: number,
): Promise<{ user: User; before: AccountState; after: AccountState } | 'last_admin' | null> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .select()
    .from(users)
    .where(sql`${or(eq(users.isAdmin, true), eq(users.id, id))} ${tx.dialect.forUpdate}`);
  const user = rows.find((row) => row.id === id);
  if (!user) return null;
  const before = { disabled: user.disabledAt !== null, isAdmin: user.isAdmin };
  const after = { disabled: change.disabled ?? before.disabled, isAdmin: change.isAdmin ?? before.isAdmin };
  const others = rows.filter((row) => row.id !== id && row.isAdmin && row.disabledAt === null);
  const leaves = before.isAdmin && !before.disabled && (!after.isAdmin || after.disabled);
  if (leaves && others.length === 0) return 'last_admin';
  const disabledAt = after.disabled ? (user.disabledAt ?? now) : null;
  await tx.db.update(users).set({ isAdmin: after.isAdmin, disabledAt }).where(eq(users.id, id));
  return { user, before, after };
};

/** Makes a person an admin; false where they are one already. */
export const makeAdmin = async (tx: Transaction, id: string): Promise<boolean> => {
  const { users } = tx.tables;
  const rows = await tx.db
    .update(users)
    .set({ isAdmin: true })
    .where(and(eq(users.id, id), eq(users.isAdmin, false)))
    .returning({ id: users.id });
  return rows.length > 0;
};

/** All accounts by name, with their roles by project. */
export const accounts = async (
  q: Queryable,
): Promise<(User & { projects: { slug: string; role: ProjectRole }[] })[]> => {
  const { users, memberships, projects } = q.tables;
  const all = await q.db.select().from(users).orderBy(asc(users.name), asc(users.id));
  const held = await q.db
    .select({ userId: memberships.userId, slug: projects.slug, role: memberships.role })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId))
    .orderBy(asc(projects.slug));
  const byUser = Map.groupBy(held, ({ userId }) => userId);
  return all.map((user) => ({
    ...user,
    projects: (byUser.get(user.id) ?? []).map(({ slug, role }) => ({ slug, role })),
  }));
};

/** The projects a person can enter, by name, with the role they have there. */
export const projectsOfPerson = async (
  q: Queryable,
  user: Pick<User, 'id' | 'isAdmin'>,
): Promise<{ slug: string; name: string; role: Role }[]> => {
  const { memberships: m, projects: p } = q.tables;
  const rows = await q.db
    .select({ slug: p.slug, name: p.name, role: m.role })
    .from(p)
    .leftJoin(m, and(eq(m.projectId, p.id), eq(m.userId, user.id)))
    .where(user.isAdmin ? undefined : isNotNull(m.role))
    .orderBy(asc(p.name), asc(p.slug));
  return rows.flatMap(({ slug, name, role }) => {
    const effective = user.isAdmin ? ('admin' as const) : role;
    return effective === null ? [] : [{ slug, name, role: effective }];
  });
};

/** A person as one project knows them; `role` null: they have no membership in it. */
export type Member = Pick<User, 'id' | 'name' | 'email' | 'isAdmin' | 'disabledAt' | 'lastSeenAt'> & {
  role: ProjectRole | null;
};

const membersQuery = ({ db, tables: { users: u, memberships: m } }: Queryable, projectId: string) =>
  db
    .select({
      id: u.id,
      name: u.name,
      email: u.email,
      isAdmin: u.isAdmin,
      disabledAt: u.disabledAt,
      lastSeenAt: u.lastSeenAt,
      role: m.role,
    })
    .from(u)
    .leftJoin(m, and(eq(m.userId, u.id), eq(m.projectId, projectId)));

/** Everyone who can enter a project, by name: its members, disabled ones too, and the admins. */
export const membersOf = async (q: Queryable, projectId: string): Promise<Member[]> => {
  const { users, memberships } = q.tables;
  return membersQuery(q, projectId)
    .where(or(isNotNull(memberships.role), and(eq(users.isAdmin, true), isNull(users.disabledAt))))
    .orderBy(asc(users.name), asc(users.id));
};

/** One account as a project knows it; null where there is no such account. */
export const memberOf = async (q: Queryable, projectId: string, userId: string): Promise<Member | null> => {
  const [row] = await membersQuery(q, projectId).where(eq(q.tables.users.id, userId));
  return row ?? null;
};

/** Gives a person who has none a role in a project; false where they have one already. */
export const insertMembership = async (
  tx: Transaction,
  membership: { userId: string; projectId: string; role: ProjectRole; createdAt: number },
): Promise<boolean> => {
  const { memberships } = tx.tables;
  const rows = await tx.db
    .insert(memberships)
    .values(membership)
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  return rows.length > 0;
};

/** Gives a person a role in a project, in place of the one they may have. */
export const setMembership = async (
  tx: Transaction,
  membership: { userId: string; projectId: string; role: ProjectRole; createdAt: number },
): Promise<void> => {
  const { memberships } = tx.tables;
  await tx.db
    .insert(memberships)
    .values(membership)
    .onConflictDoUpdate({
      target: [memberships.userId, memberships.projectId],
      set: { role: membership.role },
    });
};

/** Takes a person out of a project; false where they were not in it. */
export const deleteMembership = async (
  tx: Transaction,
  projectId: string,
  userId: string,
): Promise<boolean> => {
  const { memberships } = tx.tables;
  const rows = await tx.db
    .delete(memberships)
    .where(and(eq(memberships.userId, userId), eq(memberships.projectId, projectId)))
    .returning({ userId: memberships.userId });
  return rows.length > 0;
};

/** What somebody's going gave back in a project: how many reviews they held, and how many were assigned to them. */
export type GivenBack = { id: string; slug: string; held: number; assigned: number };

/**
 * Gives all that a person holds in a project (null: in any), or is assigned to them, back to the queue; answers the
 * projects it was in.
 */
export const releaseHeldBy = async (
  tx: Transaction,
  userId: string,
  projectId: string | null,
): Promise<GivenBack[]> => {
  const { reviews: r, projects: p } = tx.tables;
  const among = await tx.db
    .select({ id: p.id, slug: p.slug })
    .from(p)
    .where(projectId === null ? undefined : eq(p.id, projectId))
    .orderBy(asc(p.id));
  const given: GivenBack[] = [];
  for (const project of among) {
    const inProject = eq(r.projectId, project.id);
    const held = await tx.db
      .update(r)
      .set({ state: 'open', holderId: null, leaseExpiresAt: null })
      .where(and(eq(r.holderId, userId), sql`${r.state} = 'held'`, inProject))
      .returning({ id: r.id });
    const assigned = await tx.db
      .update(r)
      .set({ lane: sql`coalesce(${r.needs}, ${openLane})` })
      .where(
        and(
          inProject,
          sql`${r.audience} in ('inspector', 'lead')`,
          eq(r.lane, userId),
          sql`${r.state} in ('open', 'asked')`,
        ),
      )
      .returning({ id: r.id });
    if (held.length + assigned.length > 0)
      given.push({ ...project, held: held.length, assigned: assigned.length });
  }
  return given;
};
