import { and, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import { routingFaults, type Routing, type RoutingSubject } from '../../server/domain/routing.ts';
import type { LabelSource } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';

/** A routing as it is kept: what a policy made of a submission, with the revisions that it was made under. */
export type StoredRouting = Omit<Routing, 'blindProbability'> & {
  /** Null: not known. */
  blindProbability: number | null;
  policyRevision: number;
  schemaRevision: number;
};

/** An item as it was submitted, what became of it, and the label in force: enough to route it again and compare. */
export type RoutedItem = {
  itemId: string;
  /** With the confidence that was compared. */
  subject: RoutingSubject;
  /** As the model said. */
  confidence: number | null;
  routing: StoredRouting;
  routedAt: number;
  /** Whether the label is the model's answer; null where there is no label, or the model had said nothing. */
  label: { source: LabelSource; agreed: boolean | null } | null;
};

/**
 * Which of a project's items: one model version's, those taken in from one moment up to another (epoch milliseconds), and
 * none further back than one item.
 */
export type HistoryFilter = {
  modelVersionId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  backTo?: string | undefined;
};

const columns = ({
  tables: { items: i, routings: r, predictions: p, payloads, modelVersions, labels: l },
}: Queryable) => ({
  itemId: i.id,
  routedAt: r.createdAt,
  confidence: p.confidence,
  subject: {
    key: i.key,
    value: p.value,
    confidence: sql<number | null>`coalesce(${p.calibrated}, ${p.confidence})`,
    model: modelVersions.model,
    inputs: payloads.inputs,
    priority: payloads.priority,
    occurredAt: payloads.occurredAt,
    receivedAt: p.receivedAt,
  },
  routing: {
    destination: r.destination,
    reasons: r.reasons,
    rule: r.rule,
    stratum: r.stratum,
    threshold: r.threshold,
    reviewProbability: r.reviewProbability,
    blindProbability: r.blindProbability,
    arm: r.arm,
    priority: r.priority,
    inspectors: r.inspectors,
    due: r.due,
    policyRevision: r.policyRevision,
    schemaRevision: r.schemaRevision,
  },
  label: { source: l.source, agreed: l.agreed },
});

/** An item's place in the order in which items came in. */
export type ItemPlace = { itemId: string; receivedAt: number };

/** The item that is the n-th after `beforeItemId`, newest first, with when it was taken in; null: there are fewer. */
export const itemFurtherBack = async (
  q: Queryable,
  projectId: string,
  beforeItemId: string | null,
  n: number,
): Promise<ItemPlace | null> => {
  const { items: i } = q.tables;
  const [row] = await q.db
    .select({ itemId: i.id, receivedAt: i.receivedAt })
    .from(i)
    .where(and(eq(i.projectId, projectId), beforeItemId === null ? undefined : lt(i.id, beforeItemId)))
    .orderBy(desc(i.id))
    .limit(1)
    .offset(n - 1);
  return row ?? null;
};

/** The project's items with their latest routing, newest first, that come after `beforeItemId` in that order. */
export const routedItems = async (
  q: Queryable,
  projectId: string,
  { modelVersionId, from, to, backTo }: HistoryFilter,
  beforeItemId: string | null,
  limit: number,
): Promise<RoutedItem[]> => {
  const { items: i, routings: r, predictions: p, payloads, modelVersions, labels: l } = q.tables;
  const rows = await q.db
    .select(columns(q))
    .from(i)
    // By way of the items, whose index has them in this order for each project.
    .innerJoin(r, eq(r.id, sql`(SELECT max(latest.id) FROM ${r} latest WHERE latest.item_id = ${i.id})`))
    .innerJoin(p, eq(p.id, r.predictionId))
    .innerJoin(payloads, eq(payloads.itemId, i.id))
    .innerJoin(modelVersions, eq(modelVersions.id, p.modelVersionId))
    .leftJoin(l, and(eq(l.itemId, i.id), isNull(l.supersededAt)))
    .where(
      and(
        eq(i.projectId, projectId),
        // What came with its label was routed by no policy.
        sql`${r.reasons} NOT LIKE '%"imported"%'`,
        beforeItemId === null ? undefined : lt(i.id, beforeItemId),
        backTo === undefined ? undefined : gte(i.id, backTo),
        modelVersionId === undefined ? undefined : eq(i.modelVersionId, modelVersionId),
        from === undefined ? undefined : gte(i.receivedAt, from),
        to === undefined ? undefined : lt(i.receivedAt, to),
      ),
    )
    .orderBy(desc(i.id))
    .limit(limit);
  return rows.map(({ routing, subject, ...row }) => ({
    ...row,
    subject: {
      ...subject,
      fault: routingFaults.find((fault) => routing.reasons.includes(fault)) ?? null,
      disagreementShare: 0,
    },
    routing: { ...routing, reviewed: routing.arm !== null },
  }));
};
