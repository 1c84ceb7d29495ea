/** Everything that the append-only audit log records. */
export const auditActions = [
  'project.created',
  'project.changed',
  'schema.revised',
  'policy.revised',
  'model.described',
  'person.joined',
  'person.invited',
  'invitation.withdrawn',
  'person.role_set',
  'person.removed',
  'account.changed',
  'sign_in_link.made',
  'password.changed',
  'key.created',
  'key.rotated',
  'key.revoked',
  'item.revealed',
] as const;
export type AuditAction = (typeof auditActions)[number];
