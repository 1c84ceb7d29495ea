import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { AuditAction } from '../../server/domain/audit-actions.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

/** One change: who did what to what, with the parts that changed as they were and as they are (null: there is none). */
export type AuditEntry = {
  /** Epoch milliseconds. */
  at: number;
  /** Null: it concerns the whole server. */
  projectId: string | null;
  actor: Actor;
  action: AuditAction;
  /** What it was done to, as people call it. */
  subject: string;
  before: Json;
  after: Json;
};

/** Appends to the audit log, in the transaction of the change itself. */
export const recordAudit = async (tx: Transaction, entry: AuditEntry): Promise<void> => {
  await tx.db.insert(tx.tables.auditEntries).values({ id: newId(), ...entry });
};

/** What entries of these tell beside their subject may be in the words of the item that it is. */
const onItems: readonly AuditAction[] = ['gold.marked', 'gold.unmarked', 'item.requeued'];

type Read = AuditEntry & { id: string; project: string | null };

const placeOf = (projectId: string | null, key: string): string => `${projectId} ${key}`;

/** Entries stay for ever; what those on items that were erased tell in words is told no more. */
const withoutErased = async (q: Queryable, entries: readonly Read[]): Promise<Read[]> => {
  const { items: i } = q.tables;
  const about = entries.filter(({ action }) => onItems.includes(action));
  if (about.length === 0) return [...entries];
  const erased = await q.db
    .select({ projectId: i.projectId, key: i.key })
    .from(i)
    .where(
      and(
        inArray(i.projectId, [...new Set(about.flatMap(({ projectId }) => projectId ?? []))]),
        inArray(i.key, [...new Set(about.map(({ subject }) => subject))]),
        eq(i.status, 'erased'),
      ),
    );
  const gone = new Set(erased.map(({ projectId, key }) => placeOf(projectId, key)));
  return entries.map((entry) =>
    about.includes(entry) && gone.has(placeOf(entry.projectId, entry.subject))
      ? { ...entry, before: null, after: null }
      : entry,
  );
};

/** Entries of one project (null: of the whole server), newest first, that come after `beforeId` in that order. */
export const auditPage = async (
  q: Queryable,
  projectId: string | null,
  beforeId: string | null,
  limit: number,
): Promise<Read[]> => {
  const { auditEntries: e, projects } = q.tables;
  const entries = await q.db
    .select({
      id: e.id,
      at: e.at,
      projectId: e.projectId,
      project: projects.slug,
      actor: e.actor,
      action: e.action,
      subject: e.subject,
      before: e.before,
      after: e.after,
    })
    .from(e)
    .leftJoin(projects, eq(projects.id, e.projectId))
    .where(
      and(
        projectId === null ? undefined : eq(e.projectId, projectId),
        beforeId === null ? undefined : lt(e.id, beforeId),
      ),
    )
    .orderBy(desc(e.id))
    .limit(limit);
  return withoutErased(q, entries);
};
