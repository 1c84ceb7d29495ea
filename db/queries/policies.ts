import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Certificate } from '../../server/domain/certificate.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { Actor } from '../actor.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import { byRevision } from './by-revision.ts';

/** One revision of a policy, with who made it and when (epoch milliseconds). */
export type PolicyRevision = {
  revision: number;
  policy: Policy;
  /** Those that the policy's thresholds rest on. */
  certificates: Certificate[];
  note: string;
  author: Actor;
  createdAt: number;
};

/** All revisions of a project's policy, newest first; with a limit of 1 the one in force. */
export const policyRevisionsOf = async (
  q: Queryable,
  projectId: string,
  limit: number | null = null,
): Promise<PolicyRevision[]> => {
  const { policies: p } = q.tables;
  const all = q.db
    .select({
      revision: p.revision,
      policy: p.policy,
      certificates: p.certificates,
      note: p.note,
      author: p.author,
      createdAt: p.createdAt,
    })
    .from(p)
    .where(eq(p.projectId, projectId))
    .orderBy(desc(p.revision));
  const rows = await (limit === null ? all : all.limit(limit));
  return rows.map((row) => ({ ...row, certificates: row.certificates ?? [] }));
};

const ofRevision = defineStatement<{ projectId: string; revision: number }, { policy: Policy }[]>(
  'policy_of_revision',
  ({ db, tables: { policies: p } }) =>
    db
      .select({ policy: p.policy })
      .from(p)
      .where(and(eq(p.projectId, textParam('projectId')), eq(p.revision, sql.placeholder('revision')))),
);

const atRevision = byRevision('policy', ofRevision);

/** The policy of one revision, which routings refer to; throws where there is none. */
export const policyOfRevision = async (q: Queryable, projectId: string, revision: number): Promise<Policy> =>
  (await atRevision(q, projectId, revision)).policy;

/** Policies that were put in force from one instant up to another (epoch milliseconds), oldest first. */
export const policiesBetween = async (
  q: Queryable,
  projectId: string,
  from: number,
  to: number,
): Promise<Pick<PolicyRevision, 'revision' | 'note' | 'createdAt'>[]> => {
  const { policies: p } = q.tables;
  return q.db
    .select({ revision: p.revision, note: p.note, createdAt: p.createdAt })
    .from(p)
    .where(and(eq(p.projectId, projectId), gte(p.createdAt, from), lt(p.createdAt, to)))
    .orderBy(asc(p.revision));
};

/** Puts a policy in force; false where its revision does not follow the one in force. */
export const insertPolicyRevision = async (
  tx: Transaction,
  projectId: string,
  next: PolicyRevision,
): Promise<boolean> => {
  const { projects, policies } = tx.tables;
  const rows = await tx.db
    .update(projects)
    .set({ policyRevision: next.revision })
    .where(and(eq(projects.id, projectId), eq(projects.policyRevision, next.revision - 1)))
    .returning({ id: projects.id });
  if (rows.length === 0) return false;
  await tx.db.insert(policies).values({ projectId, ...next });
  return true;
};
