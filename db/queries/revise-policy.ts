import type { Certificate } from '../../server/domain/certificate.ts';
import type { RequirementName } from '../../server/domain/ladder.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { Actor } from '../actor.ts';
import type { Transaction } from '../database.ts';
import { recordAudit } from './audit.ts';
import { insertPolicyRevision, type PolicyRevision } from './policies.ts';
import type { ProjectInForce } from './projects.ts';

/** What a revision is made of, and who makes it. `at` is epoch milliseconds. */
export type PolicyChange = {
  policy: Policy;
  certificates: Certificate[];
  note: string;
  author: Actor;
  at: number;
  /** What was asked for on the way up and was not there; it stays in the audit log with the note. */
  withoutEvidence?: readonly RequirementName[];
};

/** Puts a policy in force after the one a project has, and records it; null where another came before it. */
export const revisePolicy = async (
  tx: Transaction,
  project: Pick<ProjectInForce, 'id' | 'policyRevision' | 'policy'>,
  { at, withoutEvidence = [], ...change }: PolicyChange,
): Promise<PolicyRevision | null> => {
  const next = { ...change, revision: project.policyRevision + 1, createdAt: at };
  if (!(await insertPolicyRevision(tx, project.id, next))) return null;
  await recordAudit(tx, {
    at,
    projectId: project.id,
    actor: change.author,
    action: 'policy.revised',
    subject: `policy ${next.revision}`,
    before: project.policy,
    after:
      withoutEvidence.length === 0
        ? change.policy
        : { ...change.policy, withoutEvidence: { missing: [...withoutEvidence], note: change.note } },
  });
  return next;
};
