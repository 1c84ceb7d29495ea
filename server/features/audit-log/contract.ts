import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { actor, id, instant, json, pageOf, pageQuery, slug } from '../../contract/values.ts';
import { auditActions } from '../../domain/audit-actions.ts';

const entry = z.strictObject({
  id,
  at: instant,
  actor,
  action: z.enum(auditActions),
  /** What it was done to, as people call it. */
  subject: z.string(),
  project: z.string().nullable(),
  before: json,
  after: json,
});

export const auditLogContract = defineContract({
  project: {
    method: 'get',
    path: '/projects/:project/audit-log',
    summary: 'Changes of policy, people, keys and settings of a project, newest first',
    access: 'audit.read',
    params: z.strictObject({ project: slug }),
    query: z.strictObject(pageQuery),
    reply: pageOf(entry),
    errors: [],
  },
  server: {
    method: 'get',
    path: '/audit-log',
    summary: 'Changes everywhere on this server, newest first',
    access: 'admin',
    query: z.strictObject(pageQuery),
    reply: pageOf(entry),
    errors: [],
  },
});
