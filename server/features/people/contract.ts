import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { done, id, instant, slug } from '../../contract/values.ts';
import { projectRoles } from '../../domain/roles.ts';

const inProject = z.strictObject({ project: slug });

const member = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum([...projectRoles, 'admin']),
  disabled: z.boolean(),
  lastSeenAt: instant.nullable(),
});

const invitation = z.strictObject({
  id,
  email: z.string().nullable(),
  role: z.enum([...projectRoles, 'admin']),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});

/** A link that signs its bearer in once; shown this one time. */
const link = z.strictObject({ id, url: z.string(), expiresAt: instant });

const account = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  disabled: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
  projects: z.array(z.strictObject({ slug, role: z.enum(projectRoles) })),
});

export const peopleContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/people',
    summary: 'Members of a project and invitations not yet taken up',
    access: 'people.read',
    params: inProject,
    reply: z.strictObject({ members: z.array(member), invitations: z.array(invitation) }),
    errors: [],
  },
  invite: {
    method: 'post',
    path: '/projects/:project/invitations',
    summary: 'Make an invitation link; it is shown once',
    access: 'people.manage',
    params: inProject,
    body: z.strictObject({
      role: z.enum(projectRoles),
      email: z.email().max(200).toLowerCase().nullable().default(null),
    }),
    reply: link,
    status: 201,
    errors: [],
  },
  withdrawInvitation: {
    method: 'delete',
    path: '/projects/:project/invitations/:id',
    summary: 'Withdraw an invitation that was not taken up',
    access: 'people.manage',
    params: inProject.extend({ id }),
    reply: done,
    errors: [],
  },
  setRole: {
    method: 'put',
    path: '/projects/:project/people/:user',
    summary: 'Give a person a role in the project; they keep one role a project',
    access: 'people.manage',
    params: inProject.extend({ user: id }),
    body: z.strictObject({ role: z.enum(projectRoles) }),
    reply: done,
    errors: [],
  },
  remove: {
    method: 'delete',
    path: '/projects/:project/people/:user',
    summary: 'Take a person out of the project; what they hold goes back to the queue',
    access: 'people.manage',
    params: inProject.extend({ user: id }),
    reply: done,
    errors: [],
  },
  accounts: {
    method: 'get',
    path: '/people',
    summary: 'Every account of this server',
    access: 'admin',
    reply: z.strictObject({ accounts: z.array(account), invitations: z.array(invitation) }),
    errors: [],
  },
  inviteAdmin: {
    method: 'post',
    path: '/invitations',
    summary: 'Make an invitation link for a further admin; it is shown once',
    access: 'admin',
    body: z.strictObject({ email: z.email().max(200).toLowerCase().nullable().default(null) }),
    reply: link,
    status: 201,
    errors: [],
  },
  withdrawAdminInvitation: {
    method: 'delete',
    path: '/invitations/:id',
    summary: 'Withdraw an invitation for a further admin that was not taken up',
    access: 'admin',
    params: z.strictObject({ id }),
    reply: done,
    errors: [],
  },
  updateAccount: {
    method: 'patch',
    path: '/people/:user',
    summary: 'Disable or enable an account, or make it admin or not; the last admin stays',
    access: 'admin',
    params: z.strictObject({ user: id }),
    body: z.strictObject({ disabled: z.boolean().optional(), isAdmin: z.boolean().optional() }),
    reply: done,
    errors: ['conflict'],
  },
  signInLink: {
    method: 'post',
    path: '/people/:user/sign-in-link',
    summary: 'Make a one-time sign-in link for a person who forgot their password',
    access: 'admin',
    params: z.strictObject({ user: id }),
    reply: link,
    status: 201,
    errors: [],
  },
});
