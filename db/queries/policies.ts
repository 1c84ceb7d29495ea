import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Certificate } from '../../server/domain/certificate.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { RoutingSubject } from '../../server/domain/routing.ts';
import type { Destination } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

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

/** An item as it was submitted, and where it was sent: enough to route it again. */
export type RoutedItem = {
  itemId: string;
  subject: RoutingSubject;
  destination: Destination;
  audited: boolean;
  routedAt: number;
};

/** The project's items with their latest routing, newest first, that come after `beforeItemId` in that order. */
export const routedItems = async (
  q: Queryable,
  projectId: string,
  beforeItemId: string | null,
  limit: number,
): Promise<RoutedItem[]> => {
  const { items: i, routings: r, predictions: p, payloads, modelVersions } = q.tables;
  const rows = await q.db
    .select({
      itemId: i.id,
      key: i.key,
      value: p.value,
      confidence: p.confidence,
      model: modelVersions.model,
      inputs: payloads.inputs,
      priority: payloads.priority,
      occurredAt: payloads.occurredAt,
      receivedAt: p.receivedAt,
      destination: r.destination,
      arm: r.arm,
      routedAt: r.createdAt,
    })
    .from(i)
    // By way of the items, whose index has them in this order for each project.
    .innerJoin(r, eq(r.id, sql`(SELECT max(latest.id) FROM ${r} latest WHERE latest.item_id = ${i.id})`))
    .innerJoin(p, eq(p.id, r.predictionId))
    .innerJoin(payloads, eq(payloads.itemId, i.id))
    .innerJoin(modelVersions, eq(modelVersions.id, p.modelVersionId))
    .where(and(eq(i.projectId, projectId), beforeItemId === null ? undefined : lt(i.id, beforeItemId)))
    .orderBy(desc(i.id))
    .limit(limit);
  return rows.map(({ itemId, destination, arm, routedAt, ...subject }) => ({
    itemId,
    subject,
    destination,
    audited: destination === 'auto' && arm !== null,
    routedAt,
  }));
};
