import {
  permissionsOf,
  type KeyPermission,
  type ProjectPermission,
  type ProjectRole,
  type Role,
} from '../domain/roles.ts';
import type { Actor } from '../../db/actor.ts';

/** A signed-in person. */
export type Person = {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  hasPassword: boolean;
  /** Role by project id. */
  roles: ReadonlyMap<string, ProjectRole>;
  /** The session's id (a hash), for signing out. */
  sessionId: string;
};

/** A service that sent an API key. */
export type KeyHolder = {
  kind: 'key';
  id: string;
  name: string;
  projectId: string;
  permissions: ReadonlySet<KeyPermission>;
};

/** Who calls. */
export type Principal = Person | KeyHolder;

/** The person's role in a project; null: none. */
export const roleIn = (person: Person, projectId: string): Role | null =>
  person.isAdmin ? 'admin' : (person.roles.get(projectId) ?? null);

/** Whether the caller knows the project at all. */
export const belongsTo = (principal: Principal, projectId: string): boolean =>
  principal.kind === 'key' ? principal.projectId === projectId : roleIn(principal, projectId) !== null;

/** Whether the caller may do this in this project. */
export const may = (principal: Principal, permission: ProjectPermission, projectId: string): boolean => {
  if (principal.kind === 'key')
    return (
      principal.projectId === projectId && (principal.permissions as ReadonlySet<string>).has(permission)
    );
  const role = roleIn(principal, projectId);
  return role !== null && permissionsOf[role].has(permission);
};

/** The caller as lineage and audit log name it. */
export const actorOf = (principal: Principal): Actor => ({
  kind: principal.kind,
  id: principal.id,
  name: principal.name,
});
