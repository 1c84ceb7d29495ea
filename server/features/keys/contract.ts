import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { done, id, instant, line, slug } from '../../contract/values.ts';
import { keyPermissions } from '../../domain/roles.ts';

const inProject = z.strictObject({ project: slug });

/** An API key as it can be listed: never its secret. */
export const apiKey = z.strictObject({
  id,
  name: z.string(),
  /** The first characters of the secret, to tell keys apart. */
  prefix: z.string(),
  permissions: z.array(z.enum(keyPermissions)),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** The key that this one replaces. */
  replaces: id.nullable(),
});

/** A key with its secret, shown this one time. */
const withSecret = apiKey.extend({ secret: z.string() });

export const keysContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/keys',
    summary: 'API keys of a project, newest first',
    access: 'keys.manage',
    params: inProject,
    reply: z.strictObject({ keys: z.array(apiKey) }),
    errors: [],
  },
  create: {
    method: 'post',
    path: '/projects/:project/keys',
    summary: 'Make an API key; its secret is shown once',
    access: 'keys.manage',
    params: inProject,
    body: z.strictObject({
      name: line(100),
      permissions: z.array(z.enum(keyPermissions)).min(1),
      expiresAt: instant.nullable().default(null),
    }),
    reply: withSecret,
    status: 201,
    errors: [],
  },
  rotate: {
    method: 'post',
    path: '/projects/:project/keys/:id/rotations',
    summary: 'Make a successor with the same permissions; the old key works on for the overlap',
    access: 'keys.manage',
    params: inProject.extend({ id }),
    body: z.strictObject({ overlapHours: z.number().min(0).max(720).default(24) }),
    reply: withSecret,
    status: 201,
    errors: ['conflict'],
  },
  revoke: {
    method: 'delete',
    path: '/projects/:project/keys/:id',
    summary: 'End a key at once',
    access: 'keys.manage',
    params: inProject.extend({ id }),
    reply: done,
    errors: [],
  },
});
