import { and, desc, eq, lt } from 'drizzle-orm';
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

/** Entries of one project (null: of the whole server), newest first, that come after `beforeId` in that order. */
export const auditPage = async (
  q: Queryable,
  projectId: string | null,
  beforeId: string | null,
  limit: number,
): Promise<(AuditEntry & { id: string; project: string | null })[]> => {
  const { auditEntries: e, projects } = q.tables;
  return q.db
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
};
