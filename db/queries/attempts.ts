import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { defineStatement, type Transaction } from '../database.ts';

type Attempt = { key: string; now: number; resetsAt: number };

/** A row whose time is over begins anew; so does one that lies further ahead than it can, the clock having been set back. */
const count = defineStatement<Attempt, { n: number; resetsAt: number }[]>(
  'attempts.count',
  ({ db, tables: { attempts } }) => {
    const over = sql`${attempts.resetsAt} <= ${sql.placeholder('now')} or ${attempts.resetsAt} > excluded.resets_at`;
    return db
      .insert(attempts)
      .values({ key: sql.placeholder('key'), n: 1, resetsAt: sql.placeholder('resetsAt') })
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          n: sql`case when ${over} then 1 else ${attempts.n} + 1 end`,
          resetsAt: sql`case when ${over} then excluded.resets_at else ${attempts.resetsAt} end`,
        },
      })
      .returning({ n: attempts.n, resetsAt: attempts.resetsAt });
  },
);

/** Counts an attempt under a key; answers how many there were until `resetsAt`, this one among them. */
export const countAttempt = async (
  tx: Transaction,
  key: string,
  now: number,
  durationMs: number,
): Promise<{ n: number; resetsAt: number }> => {
  const [row] = await tx.run(count, { key, now, resetsAt: now + durationMs });
  if (!row) throw new Error(`the attempt of ${key} was not counted`);
  return row;
};

/** Takes one attempt back. */
export const forgiveAttempt = async (tx: Transaction, key: string): Promise<void> => {
  const { attempts } = tx.tables;
  await tx.db
    .update(attempts)
    .set({ n: sql`${attempts.n} - 1` })
    .where(and(eq(attempts.key, key), gt(attempts.n, 0)));
};

/** Forgets all attempts under a key. */
export const forgetAttempts = async (tx: Transaction, key: string): Promise<void> => {
  const { attempts } = tx.tables;
  await tx.db.delete(attempts).where(eq(attempts.key, key));
};

/** Deletes the rows whose time is over. */
export const forgetOldAttempts = async (tx: Transaction, now: number): Promise<void> => {
  const { attempts } = tx.tables;
  await tx.db.delete(attempts).where(lte(attempts.resetsAt, now));
};
