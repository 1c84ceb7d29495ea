import type { Queryable } from '../../../db/database.ts';
import { projectsOfPerson, userById } from '../../../db/queries/people.ts';
import { permissionsOf } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Me } from './contract.ts';

/** A person, and what they may do where. */
export const describePerson = async (q: Queryable, userId: string): Promise<Me> => {
  const user = await userById(q, userId);
  if (!user) throw new AppError('unauthenticated');
  const projects = await projectsOfPerson(q, user);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    isAdmin: user.isAdmin,
    hasPassword: user.passwordHash !== null,
    deskKeys: user.deskKeys ?? {},
    projects: projects.map((project) => ({ ...project, permissions: [...permissionsOf[project.role]] })),
  };
};
