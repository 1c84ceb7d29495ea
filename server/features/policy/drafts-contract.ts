import { z } from 'zod';
import { policy } from '../../contract/policy.ts';
import { defineContract } from '../../contract/route.ts';
import { actor, done, id, instant, line, slug } from '../../contract/values.ts';

/** Drafts that a project keeps, at most. */
export const mostDrafts = 100;

const inProject = z.strictObject({ project: slug });
const oneDraft = inProject.extend({ id });
const name = line(100);

/** A policy that is kept under a name, and in force for nobody; `author` saved it last. */
const draft = z.strictObject({ id, name, policy, author: actor, savedAt: instant });

export const draftsContract = defineContract({
  drafts: {
    method: 'get',
    path: '/projects/:project/policies/drafts',
    summary: 'Policies that were saved as drafts, by name',
    access: 'policy.read',
    params: inProject,
    reply: z.strictObject({ drafts: z.array(draft) }),
    errors: [],
  },
  saveDraft: {
    method: 'post',
    path: '/projects/:project/policies/drafts',
    summary: 'Keep a policy as a draft, under a name that no other draft has',
    access: 'policy.draft',
    params: inProject,
    body: z.strictObject({ name, policy }),
    reply: draft,
    status: 201,
    errors: ['conflict'],
  },
  changeDraft: {
    method: 'patch',
    path: '/projects/:project/policies/drafts/:id',
    summary: 'Rename a draft, or replace its policy',
    access: 'policy.draft',
    params: oneDraft,
    body: z.strictObject({ name: name.optional(), policy: policy.optional() }),
    reply: draft,
    errors: ['conflict'],
  },
  removeDraft: {
    method: 'delete',
    path: '/projects/:project/policies/drafts/:id',
    summary: 'Delete a draft',
    access: 'policy.draft',
    params: oneDraft,
    reply: done,
    errors: [],
  },
});
