import { z } from 'zod';
import { certificate } from '../../contract/certificate.ts';
import { policy } from '../../contract/policy.ts';
import { defineContract } from '../../contract/route.ts';
import { actor, done, id, instant, line, prose, slug } from '../../contract/values.ts';
import { whatIf, whatIfQuestion } from '../../contract/what-if.ts';

const inProject = z.strictObject({ project: slug });

/** Drafts that a project keeps, at most. */
export const mostDrafts = 100;

const oneDraft = inProject.extend({ id });
const name = line(100);

/** A policy that is kept under a name, and in force for nobody; `author` saved it last. */
const draft = z.strictObject({ id, name, policy, author: actor, savedAt: instant });

export const policyRevision = z.strictObject({
  revision: z.number().int(),
  policy,
  /** What its thresholds rest on; none where people chose them. */
  certificates: z.array(certificate),
  note: z.string(),
  author: actor,
  createdAt: instant,
});

/** Counts of routed items: as they were routed, and as the draft would have routed them. */
const preview = z.strictObject({
  /** How many of the latest routed items were replayed. */
  items: z.number().int(),
  /** Under the policy each was routed with. */
  before: z.strictObject({ auto: z.number().int(), review: z.number().int(), audited: z.number().int() }),
  /** Under the draft. */
  after: z.strictObject({ auto: z.number().int(), review: z.number().int(), audited: z.number().int() }),
  /** Items that would change sides. */
  autoToReview: z.number().int(),
  reviewToAuto: z.number().int(),
  /** How often each rule of the draft was the one applied. */
  rules: z.array(z.strictObject({ name: z.string(), items: z.number().int() })),
  /** Predicted classes with their destinations under the draft. */
  classes: z.array(z.strictObject({ name: z.string(), auto: z.number().int(), review: z.number().int() })),
  from: instant.nullable(),
  to: instant.nullable(),
});

export const policyContract = defineContract({
  current: {
    method: 'get',
    path: '/projects/:project/policy',
    summary: 'The policy in force',
    access: 'policy.read',
    params: inProject,
    reply: policyRevision,
    errors: [],
  },
  revisions: {
    method: 'get',
    path: '/projects/:project/policies',
    summary: 'All policy revisions, newest first',
    access: 'policy.read',
    params: inProject,
    reply: z.strictObject({ revisions: z.array(policyRevision) }),
    errors: [],
  },
  save: {
    method: 'post',
    path: '/projects/:project/policies',
    summary: 'Put a policy in force as the next revision; going back is a revision too',
    access: 'policy.write',
    params: inProject,
    body: z.strictObject({
      /** The revision the change was made from; another in force is a `revision_conflict`. */
      basedOn: z.number().int().min(1),
      policy,
      note: prose(500).default(''),
    }),
    reply: policyRevision,
    status: 201,
    errors: ['revision_conflict'],
  },
  preview: {
    method: 'post',
    path: '/projects/:project/policies/preview',
    summary: 'What the last n routed items would have become under a draft',
    access: 'policy.read',
    params: inProject,
    body: z.strictObject({ policy, items: z.number().int().min(1).max(10_000).default(2_000) }),
    reply: preview,
    errors: [],
  },
  whatIf: {
    method: 'post',
    path: '/projects/:project/policies/what-if',
    summary: 'What policies would have made of the newest items of a period or model version, side by side',
    access: 'policy.read',
    params: inProject,
    body: whatIfQuestion,
    reply: whatIf,
    errors: ['not_found'],
  },

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
