import { and, asc, desc, eq, gte, isNotNull, lt, lte, min, ne, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';

/** A mail to one address. Instants are epoch milliseconds. */
export type AlarmMail = Tables['alarmMails']['$inferSelect'];

/** Whom a project's alarms are mailed to. */
export const recipientsOf = async (q: Queryable, projectId: string): Promise<string[]> => {
  const { alarmRecipients: r } = q.tables;
  const [row] = await q.db.select({ addresses: r.addresses }).from(r).where(eq(r.projectId, projectId));
  return row?.addresses ?? [];
};

export const putRecipients = async (
  tx: Transaction,
  projectId: string,
  addresses: string[],
): Promise<void> => {
  const { alarmRecipients: r } = tx.tables;
  await tx.db
    .insert(r)
    .values({ projectId, addresses })
    .onConflictDoUpdate({ target: r.projectId, set: { addresses } });
};

/** Keeps mails that are to be sent, in the transaction that causes them. */
export const insertMails = (tx: Transaction, mails: AlarmMail[]): Promise<void> =>
  tx.insertMany(tx.tables.alarmMails, mails);

/** Takes the mail that is due first, until `leaseUntil`; null: none is due. */
export const claimMail = async (
  tx: Transaction,
  now: number,
  leaseUntil: number,
): Promise<AlarmMail | null> => {
  const { alarmMails: m } = tx.tables;
  const next = tx.db
    .select({ id: m.id })
    .from(m)
    .where(and(sql`${m.state} = 'pending'`, lte(m.nextAttemptAt, now)))
    .orderBy(asc(m.nextAttemptAt), asc(m.id))
    .limit(1);
  const [row] = await tx.db
    .update(m)
    .set({ attempts: sql`${m.attempts} + 1`, nextAttemptAt: leaseUntil })
    .where(eq(m.id, sql`(${next} ${tx.dialect.skipLocked})`))
    .returning();
  return row ?? null;
};

/** Notes how an attempt went, unless its lease had run out and somebody else has taken the mail up. */
export const settleMail = async (
  tx: Transaction,
  { id, nextAttemptAt }: AlarmMail,
  outcome: Pick<AlarmMail, 'state' | 'nextAttemptAt' | 'error' | 'closedAt'>,
): Promise<void> => {
  const { alarmMails: m } = tx.tables;
  await tx.db
    .update(m)
    .set(outcome)
    .where(and(eq(m.id, id), nextAttemptAt === null ? undefined : eq(m.nextAttemptAt, nextAttemptAt)));
};

/** How a project's mails fare: waiting and since when, given up since an instant, and what went wrong last. */
export type MailHealth = {
  pending: number;
  oldestSince: number | null;
  failed: number;
  lastError: string | null;
};

export const mailHealth = async (q: Queryable, projectId: string, since: number): Promise<MailHealth> => {
  const { alarmMails: m } = q.tables;
  const n = sql<number>`count(*)`.mapWith(Number);
  const inState = (state: AlarmMail['state']) => and(eq(m.projectId, projectId), eq(m.state, state));
  const [waiting] = await q.db
    .select({ n, at: min(m.createdAt) })
    .from(m)
    .where(inState('pending'));
  const [lost] = await q.db
    .select({ n })
    .from(m)
    .where(and(inState('failed'), gte(m.closedAt, since)));
  const [last] = await q.db
    .select({ error: m.error })
    .from(m)
    .where(and(eq(m.projectId, projectId), ne(m.state, 'sent'), isNotNull(m.error), gte(m.createdAt, since)))
    .orderBy(desc(m.id))
    .limit(1);
  return {
    pending: waiting?.n ?? 0,
    oldestSince: waiting?.at ?? null,
    failed: lost?.n ?? 0,
    lastError: last?.error ?? null,
  };
};

/** Forgets mails that were over before an instant. */
export const forgetMails = async (tx: Transaction, before: number): Promise<void> => {
  const { alarmMails: m } = tx.tables;
  await tx.db.delete(m).where(and(ne(m.state, 'pending'), lt(m.closedAt, before)));
};
