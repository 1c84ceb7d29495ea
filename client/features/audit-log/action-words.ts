import type { AuditAction } from '../../../server/domain/audit-actions.ts';

/** What was done, as what stands before and after the subject in "Ada put policy 4 in force". */
export const actionWords: Record<AuditAction, readonly [before: string, after: string]> = {
  'project.created': ['created the project', ''],
  'project.changed': ['changed the project', ''],
  'schema.revised': ['put', 'in force'],
  'policy.revised': ['put', 'in force'],
  'model.described': ['described the model', ''],
  'person.joined': ['joined as', ''],
  'person.invited': ['invited', ''],
  'invitation.withdrawn': ['withdrew the invitation of', ''],
  'person.role_set': ['set the role of', ''],
  'person.removed': ['removed', 'from the project'],
  'account.changed': ['changed the account of', ''],
  'sign_in_link.made': ['made a sign-in link for', ''],
  'password.changed': ['changed the password of', ''],
  'key.created': ['made the API key', ''],
  'key.rotated': ['rotated the API key', ''],
  'key.revoked': ['revoked the API key', ''],
  'callback.created': ['had', 'called back'],
  'callback.changed': ['changed the callback to', ''],
  'callback.removed': ['removed the callback to', ''],
  'callback.secret_rotated': ['rotated the secret of the callback to', ''],
  'callback.replayed': ['replayed callbacks to', ''],
  'item.revealed': ['looked at the withheld item', ''],
};
