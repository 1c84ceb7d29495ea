import type { z } from 'zod';
import type { PolicyRevision } from '../../../db/queries/policies.ts';
import type { policyRevision } from './contract.ts';

/** A revision as replies tell it. */
export const tellRevision = (revision: PolicyRevision): z.infer<typeof policyRevision> => ({
  ...revision,
  createdAt: new Date(revision.createdAt).toISOString(),
});
