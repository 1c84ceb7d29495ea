import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Policy } from '../../server/domain/policy.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

/** A policy that is kept to be looked at, under a name, with who saved it last and when (epoch milliseconds). */
export type PolicyDraft = { id: string; name: string; policy: Policy; author: Actor; savedAt: number };

const columns = ({ tables: { policyDrafts: d } }: Queryable) => ({
  id: d.id,
  name: d.name,
  policy: d.policy,
  author: d.author,
  savedAt: d.savedAt,
});

/** A project's drafts, by name. */
export const policyDraftsOf = (q: Queryable, projectId: string): Promise<PolicyDraft[]> =>
  q.db
    .select(columns(q))
    .from(q.tables.policyDrafts)
    .where(eq(q.tables.policyDrafts.projectId, projectId))
    .orderBy(asc(q.tables.policyDrafts.name));

/** How many drafts a project has. */
export const countDrafts = async (q: Queryable, projectId: string): Promise<number> => {
  const { policyDrafts: d } = q.tables;
  const [row] = await q.db.select({ n: count() }).from(d).where(eq(d.projectId, projectId));
  return row?.n ?? 0;
};

/** One draft, locked until the transaction ends; null: there is none. */
export const lockDraft = async (
  tx: Transaction,
  projectId: string,
  id: string,
): Promise<PolicyDraft | null> => {
  const { policyDrafts: d } = tx.tables;
  const [row] = await tx.db
    .select(columns(tx))
    .from(d)
    .where(sql`${and(eq(d.projectId, projectId), eq(d.id, id))} ${tx.dialect.forUpdate}`);
  return row ?? null;
};

/** Keeps a draft; false where another of the project has its name. */
export const insertDraft = async (
  tx: Transaction,
  projectId: string,
  draft: PolicyDraft,
): Promise<boolean> => {
  const { policyDrafts: d } = tx.tables;
  const made = await tx.db
    .insert(d)
    .values({ projectId, ...draft })
    .onConflictDoNothing({ target: [d.projectId, d.name] })
    .returning({ id: d.id });
  return made.length > 0;
};

/** Whether another draft of the project has this name. */
export const isDraftNameTaken = async (
  q: Queryable,
  projectId: string,
  { id, name }: Pick<PolicyDraft, 'id' | 'name'>,
): Promise<boolean> => {
  const { policyDrafts: d } = q.tables;
  const rows = await q.db
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.projectId, projectId), eq(d.name, name)));
  return rows.some((row) => row.id !== id);
};

/** Replaces what a draft says. */
export const replaceDraft = async (tx: Transaction, draft: PolicyDraft): Promise<void> => {
  const { policyDrafts: d } = tx.tables;
  const { id, ...said } = draft;
  await tx.db.update(d).set(said).where(eq(d.id, id));
};

/** Deletes a draft. */
export const deleteDraft = async (tx: Transaction, id: string): Promise<void> => {
  const { policyDrafts: d } = tx.tables;
  await tx.db.delete(d).where(eq(d.id, id));
};
