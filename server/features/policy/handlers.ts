import { policyRevisionsOf, type PolicyRevision } from '../../../db/queries/policies.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { policyContract } from './contract.ts';
import { draftHandlers } from './drafts.ts';
import { previewPolicy } from './preview.ts';
import { savePolicy } from './save.ts';
import { whatIf } from './what-if.ts';

const told = (revision: PolicyRevision) => ({
  ...revision,
  createdAt: new Date(revision.createdAt).toISOString(),
});

/** The policy of a project, its revisions, and what a draft would do. */
export const policyHandlers = (s: Services): Handlers<typeof policyContract> => ({
  current: async ({ project }) => {
    const [inForce] = await s.db.read((q) => policyRevisionsOf(q, project.id, 1));
    if (!inForce) throw new AppError('not_found');
    return told(inForce);
  },
  revisions: async ({ project }) => ({
    revisions: (await s.db.read((q) => policyRevisionsOf(q, project.id))).map(told),
  }),
  save: savePolicy(s),
  preview: previewPolicy(s),
  whatIf: whatIf(s),
  ...draftHandlers(s),
});
