// The claims of one inspector at the level of storage: the statements in their transaction, without its commit.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { openDatabase } from '../../../db/open.ts';
import { claimReviews } from '../../../db/queries/claims.ts';
import { createClaimCursors } from '../../../server/realtime/claim-cursors.ts';
import { answer } from '../processes/answer.ts';
import type { Latency } from '../row.ts';
import type { Place } from '../seeds/place.ts';
import { percentile } from '../statistics.ts';

/**
 * What is in the way: nothing; so many reviews in other people's hands; or so many at the front that stay open for
 * others, the inspector having judged their items.
 */
export type InTheWay = 'nothing' | 'leases' | 'own';
export type Input = { file: string; place: Place; inTheWay: InTheWay; size: number; claims: number };
/** Milliseconds of one claim. */
export type Output = Latency;

const hour = 3_600_000;

/** Claims before those that are timed: a process that has just begun runs unoptimised. */
const warmUp = 50;

/** When the inspector judged the items in the way, by which they are known again. */
const judgedAt = 1;

/** The first open reviews in the order of claiming. */
const front = ({ db, tables: { reviews } }: Transaction, { projectId }: Place, size: number) =>
  db
    .select({ id: reviews.id, itemId: reviews.itemId })
    .from(reviews)
    .where(sql`${eq(reviews.projectId, projectId)} AND audience = 'inspector' AND state = 'open'`)
    .orderBy(reviews.negPriority, reviews.queueAt, reviews.id)
    .limit(size);

const putInTheWay = async (tx: Transaction, { place, inTheWay, size }: Input, me: string): Promise<void> => {
  if (inTheWay === 'nothing') return;
  const { reviews, involvements } = tx.tables;
  const rows = await front(tx, place, size);
  if (rows.length < size) throw new Error(`only ${rows.length} of ${size} reviews are open`);
  const now = Date.now();
  if (inTheWay === 'own') {
    await tx.insertMany(
      involvements,
      rows.map(({ itemId }) => ({ itemId, userId: me, kind: 'judged' as const, at: judgedAt })),
    );
    return;
  }
  const other = place.userIds[1] ?? '';
  for (let i = 0; i < rows.length; i += 500)
    await tx.db
      .update(reviews)
      .set({ state: 'held', holderId: other, leaseExpiresAt: now + hour })
      .where(
        inArray(
          reviews.id,
          rows.slice(i, i + 500).map(({ id }) => id),
        ),
      );
};

/** Leaves the database as it was, for the next round. */
const undo = async (tx: Transaction, me: string): Promise<void> => {
  const { reviews, involvements } = tx.tables;
  await tx.db
    .update(reviews)
    .set({ state: 'open', holderId: null, leaseExpiresAt: null, schemaRevision: null })
    .where(sql`${reviews.state} = 'held'`);
  await tx.db.delete(involvements).where(and(eq(involvements.userId, me), eq(involvements.at, judgedAt)));
};

answer<Input, Output>(async (input) => {
  const { file, place, claims } = input;
  const db = await openDatabase(file);
  const me = place.userIds[0] ?? '';
  await db.write((tx) => putInTheWay(tx, input, me));
  const times: number[] = [];
  const cursors = createClaimCursors(); // as every server has
  for (let n = -warmUp; n < claims; n += 1)
    await db.write(async (tx) => {
      const started = performance.now();
      const claimed = await claimReviews(tx, {
        projectId: place.projectId,
        userId: me,
        audiences: ['inspector'],
        count: 1,
        now: Date.now(),
        leaseMs: hour,
        schemaRevision: 1,
        cursor: cursors.of(tx, place.projectId, me, () => undefined),
      });
      if (n >= 0) times.push(performance.now() - started);
      if (claimed.length !== 1) throw new Error('no review was left to claim');
    });
  await db.write((tx) => undo(tx, me));
  await db.close();
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
});
