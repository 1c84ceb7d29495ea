import type { Actor } from '../actor.ts';
import { projectRoles, roles, type KeyPermission } from '../../server/domain/roles.ts';
import type { OwnKeys } from '../../server/domain/desk-keys.ts';
import { auditActions } from '../../server/domain/audit-actions.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

/** What a sign-in link is for. */
export const linkKinds = ['first_admin', 'invitation', 'sign_in'] as const;

export const peopleTables = (c: Columns, { projects }: ProjectTables) => {
  const users = c.table('users', {
    id: c.text().primaryKey(),
    email: c.text().notNull().unique(),
    name: c.text().notNull(),
    /** argon2id; null until a password is set. */
    passwordHash: c.text(),
    isAdmin: c.flag().notNull(),
    createdAt: c.instant().notNull(),
    disabledAt: c.instant(),
    lastSeenAt: c.instant(),
    /** The keys of the desk that they changed; null: none. */
    deskKeys: c.json<OwnKeys>(),
  });
  const user = () => c.text().references(() => users.id);
  const project = () => c.text().references(() => projects.id);

  return {
    users,

    memberships: c.table(
      'memberships',
      {
        userId: user().notNull(),
        projectId: project().notNull(),
        role: c.word(projectRoles).notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [
        c.primaryKey({ columns: [t.userId, t.projectId] }),
        c.index('memberships_project').on(t.projectId),
      ],
    ),

    sessions: c.table(
      'sessions',
      {
        /** SHA-256 of the cookie's secret, in hex. */
        id: c.text().primaryKey(),
        userId: user().notNull(),
        createdAt: c.instant().notNull(),
        expiresAt: c.instant().notNull(),
      },
      (t) => [c.index('sessions_user').on(t.userId), c.index('sessions_expiry').on(t.expiresAt)],
    ),

    signInLinks: c.table('sign_in_links', {
      id: c.text().primaryKey(),
      /** SHA-256 of the link's secret, in hex. */
      tokenHash: c.text().notNull().unique(),
      kind: c.word(linkKinds).notNull(),
      userId: user(),
      projectId: project(),
      role: c.word(roles),
      email: c.text(),
      createdBy: c.json<Actor>().notNull(),
      createdAt: c.instant().notNull(),
      expiresAt: c.instant().notNull(),
      usedAt: c.instant(),
    }),

    apiKeys: c.table(
      'api_keys',
      {
        id: c.text().primaryKey(),
        projectId: project().notNull(),
        name: c.text().notNull(),
        prefix: c.text().notNull(),
        /** SHA-256 of the secret, in hex. */
        hash: c.text().notNull().unique(),
        permissions: c.json<KeyPermission[]>().notNull(),
        createdBy: c.json<Actor>().notNull(),
        createdAt: c.instant().notNull(),
        expiresAt: c.instant(),
        lastUsedAt: c.instant(),
        revokedAt: c.instant(),
        replaces: c.text(),
      },
      (t) => [c.index('api_keys_project').on(t.projectId)],
    ),

    auditEntries: c.table(
      'audit_entries',
      {
        id: c.text().primaryKey(),
        at: c.instant().notNull(),
        projectId: project(),
        actor: c.json<Actor>().notNull(),
        action: c.word(auditActions).notNull(),
        subject: c.text().notNull(),
        before: c.json<Json>(),
        after: c.json<Json>(),
      },
      (t) => [c.index('audit_entries_project').on(t.projectId, t.id)],
    ),
  };
};

export type PeopleTables = ReturnType<typeof peopleTables>;
