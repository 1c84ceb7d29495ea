import { policyRevisionsOf } from '../../../db/queries/policies.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { policyContract } from './contract.ts';
import { draftHandlers } from './drafts.ts';
import { previewPolicy } from './preview.ts';
import { tellRevision } from './revision-reply.ts';
import { savePolicy } from './save.ts';
import { whatIf } from './what-if.ts';

/** The policy of a project, its revisions, and what a draft would do. */
export const policyHandlers = (s: Services): Handlers<typeof policyContract> => ({
  current: async ({ project }) => {
    const [inForce] = await s.db.read((q) => policyRevisionsOf(q, project.id, 1));
    if (!inForce) throw new AppError('not_found');
    return tellRevision(inForce);
  },
  revisions: async ({ project }) => ({
    revisions: (await s.db.read((q) => policyRevisionsOf(q, project.id))).map(tellRevision),
  }),
  save: savePolicy(s),
  preview: previewPolicy(s),
  whatIf: whatIf(s),
  ...draftHandlers(s),
});
