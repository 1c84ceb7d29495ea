import { z } from 'zod';
import type { Queryable } from '../../db/database.ts';
import { userByEmail, type User } from '../../db/queries/people.ts';
import { projectState, type ProjectInForce } from '../../db/queries/projects.ts';
import { usageFault } from './command.ts';

/** An argument as a schema wants it; where it does not fit, a fault of usage that names it. */
export const parseGiven = <T extends z.ZodType>(schema: T, name: string, given: unknown): z.infer<T> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw usageFault(`${name}: ${parsed.error.issues.map(({ message }) => message).join(', ')}`);
};

/** An e-mail address as accounts have it. */
export const emailAddress = z.email().max(200).toLowerCase();

/** The account of an address that was typed; throws where there is none. */
export const userGiven = async (q: Queryable, email: string): Promise<User> => {
  const user = await userByEmail(q, email.toLowerCase());
  if (!user) throw new Error(`there is no account of ${email}`);
  return user;
};

/** The project of a slug that was typed; throws where there is none. */
export const projectGiven = async (q: Queryable, slug: string): Promise<ProjectInForce> => {
  const project = await projectState(q, slug);
  if (!project) throw new Error(`there is no project "${slug}"`);
  return project;
};
