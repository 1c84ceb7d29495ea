import type { AuditAction } from '../../../server/domain/audit-actions.ts';

/** What was done, as the middle of the sentence "Ada … digits". */
export const actionWords: Record<AuditAction, string> = {
  'project.created': 'created the project',
  'project.changed': 'changed the project',
  'schema.revised': 'revised the label schema',
  'policy.revised': 'put a policy in force',
  'model.described': 'described the model',
  'person.joined': 'joined',
  'person.invited': 'invited',
  'invitation.withdrawn': 'withdrew the invitation',
  'person.role_set': 'set the role of',
  'person.removed': 'removed',
  'account.changed': 'changed the account',
  'sign_in_link.made': 'made a sign-in link for',
  'password.changed': 'changed the password of',
  'key.created': 'made the API key',
  'key.rotated': 'rotated the API key',
  'key.revoked': 'revoked the API key',
  'item.revealed': 'revealed the item',
};
