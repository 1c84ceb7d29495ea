import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { done, id, instant, line, slug } from '../../contract/values.ts';
import { deskActions, isDeskKey, sharedKey, type DeskAction } from '../../domain/desk-keys.ts';
import { projectPermissions, projectRoles } from '../../domain/roles.ts';
import { told } from '../../domain/told.ts';

const email = z.email().max(200).toLowerCase();
const password = z
  .string()
  .min(10, told`must have at least 10 characters`.message)
  .max(200);

const deskKey = z
  .string()
  .refine(isDeskKey, told`must be one character that can be seen, in lower case, but ?`.message);
const ownKeys = z.strictObject(
  Object.fromEntries(deskActions.map((action) => [action, deskKey.optional()])) as Record<
    DeskAction, // as each is among the actions
    z.ZodOptional<typeof deskKey>
  >,
);

/** The person who is signed in, and what they may do where. */
export const me = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  hasPassword: z.boolean(),
  /** The keys of the desk that they changed. */
  deskKeys: ownKeys,
  projects: z.array(
    z.strictObject({
      slug,
      name: z.string(),
      role: z.enum([...projectRoles, 'admin']),
      permissions: z.array(z.enum(projectPermissions)),
    }),
  ),
});
export type Me = z.infer<typeof me>;

export const sessionsContract = defineContract({
  signIn: {
    method: 'post',
    path: '/session',
    summary: 'Sign in with e-mail address and password; sets the session cookie',
    access: 'public',
    body: z.strictObject({ email, password: z.string().max(200) }),
    reply: me,
    errors: ['wrong_credentials', 'rate_limited', 'cross_site'],
  },
  me: {
    method: 'get',
    path: '/session',
    summary: 'Who is signed in, and what they may do where',
    access: 'signed_in',
    reply: me,
    errors: ['unauthenticated'],
  },
  signOut: {
    method: 'delete',
    path: '/session',
    summary: 'Sign out here, or with everywhere=true on every device',
    access: 'signed_in',
    query: z.strictObject({ everywhere: z.enum(['true', 'false']).default('false') }),
    reply: done,
    errors: ['unauthenticated'],
  },
  changePassword: {
    method: 'put',
    path: '/session/password',
    summary: 'Set a new password; signs out every other device',
    access: 'signed_in',
    body: z.strictObject({ current: z.string().max(200).nullable(), next: password }),
    reply: done,
    errors: ['unauthenticated', 'wrong_credentials', 'rate_limited'],
  },
  setDeskKeys: {
    method: 'put',
    path: '/session/desk-keys',
    summary:
      'Set the keys of the review page that differ from the first ones, for oneself; none: all as at first',
    access: 'signed_in',
    body: z.strictObject({
      keys: ownKeys.refine(
        (keys) => sharedKey(keys) === null,
        told`two actions must not have one key`.message,
      ),
    }),
    reply: done,
    errors: ['unauthenticated'],
  },
  describeLink: {
    method: 'get',
    path: '/sign-in-links/:token',
    summary: 'What a sign-in link is for; opening it uses nothing up',
    access: 'public',
    params: z.strictObject({ token: z.string().max(200) }),
    reply: z.strictObject({
      kind: z.enum(['first_admin', 'invitation', 'sign_in']),
      project: z.string().nullable(),
      role: z.enum([...projectRoles, 'admin']).nullable(),
      email: z.string().nullable(),
      name: z.string().nullable(),
      expiresAt: instant,
    }),
    errors: ['link_invalid', 'rate_limited'],
  },
  acceptLink: {
    method: 'post',
    path: '/sign-in-links/:token',
    summary:
      'Use a sign-in link once: `first_admin` and `invitation` make an account, `sign_in` needs no body fields',
    access: 'public',
    params: z.strictObject({ token: z.string().max(200) }),
    body: z.strictObject({
      name: line(100).optional(),
      email: email.optional(),
      password: password.optional(),
    }),
    reply: me,
    errors: ['link_invalid', 'conflict', 'rate_limited', 'cross_site'],
  },
});
