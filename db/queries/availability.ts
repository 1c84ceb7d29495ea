import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { openLane, ownerOf } from '../../server/domain/lanes.ts';
import type { Audience } from '../../server/domain/words.ts';
import { defineStatement, type Queryable } from '../database.ts';
import { textParam } from '../params.ts';
import { mayBeGiven } from './claims.ts';
import { isWork } from './gold.ts';
import { lanesOf } from './lanes.ts';

/** So many of the reviews that are kept for others are counted, at most. */
export const mostKeptCounted = 1_000;

const n = sql<number>`count(*)`.mapWith(Number);

/** What is open in the lanes of a person, and for leads in any: how many, and how many of those they may be given. */
const openByAudience = defineStatement<
  { projectId: string; userId: string; lanes: string },
  { audience: Audience; all: number; theirs: number; claimable: number }[]
>('open_reviews_by_audience', (q) => {
  const { reviews } = q.tables;
  const isTheirs = q.dialect.isAmong(reviews.lane, sql.placeholder('lanes'));
  const given = mayBeGiven(q, textParam('userId'));
  return q.db
    .select({
      audience: reviews.audience,
      all: n,
      theirs: sql<number>`count(*) filter (where ${isTheirs})`.mapWith(Number),
      claimable: sql<number>`count(*) filter (where ${isTheirs} and ${given})`.mapWith(Number),
    })
    .from(reviews)
    .where(
      and(
        eq(reviews.projectId, textParam('projectId')),
        sql`(${reviews.audience} = 'lead' or ${isTheirs})`,
        sql`${reviews.state} = 'open'`,
        isWork(q),
      ),
    )
    .groupBy(reviews.audience);
});

/** What inspectors could be given and is kept for others, by lane. */
const keptForOthers = defineStatement<
  { projectId: string; lanes: string },
  { lane: string; title: string | null; n: number }[]
>('reviews_kept_for_others', (q) => {
  const { reviews, groups } = q.tables;
  const kept = q.db
    .select({ lane: reviews.lane })
    .from(reviews)
    .where(
      and(
        eq(reviews.projectId, textParam('projectId')),
        sql`${reviews.audience} = 'inspector'`,
        sql`${reviews.state} = 'open'`,
        gt(reviews.lane, openLane),
        sql`not ${q.dialect.isAmong(reviews.lane, sql.placeholder('lanes'))}`,
        isWork(q),
      ),
    )
    .limit(sql.raw(String(mostKeptCounted)) as unknown as number) // written out, as `oneRow` is
    .as('kept');
  return q.db
    .select({ lane: kept.lane, title: groups.title, n })
    .from(kept)
    .leftJoin(groups, and(eq(groups.projectId, textParam('projectId')), eq(groups.name, kept.lane)))
    .groupBy(kept.lane, groups.title)
    .orderBy(asc(kept.lane));
});

/** Somebody who holds reviews: how many, and until when the last of them (epoch milliseconds). */
export type Holder = { name: string; n: number; until: number };

const heldByOthers = defineStatement<{ projectId: string; userId: string; now: number }, Holder[]>(
  'reviews_held_by_others',
  ({ db, tables: { reviews, users } }) =>
    db
      .select({ name: users.name, n, until: sql<number>`max(${reviews.leaseExpiresAt})`.mapWith(Number) })
      .from(reviews)
      .innerJoin(users, eq(users.id, reviews.holderId))
      .where(
        and(
          eq(reviews.projectId, textParam('projectId')),
          sql`${reviews.state} = 'held'`,
          gt(reviews.leaseExpiresAt, sql.placeholder('now')),
          sql`${reviews.holderId} <> ${textParam('userId')}`,
        ),
      )
      .groupBy(users.id, users.name)
      .orderBy(asc(users.name), asc(users.id)),
);

const asked = defineStatement<{ projectId: string }, { n: number }[]>(
  'reviews_asked_about',
  ({ db, tables: { reviews } }) =>
    db
      .select({ n })
      .from(reviews)
      .where(and(eq(reviews.projectId, textParam('projectId')), sql`${reviews.state} = 'asked'`)),
);

/** How many reviews wait for a lead's answer to a question. */
const askedAbout = async (q: Queryable, projectId: string): Promise<number> =>
  (await q.run(asked, { projectId }))[0]?.n ?? 0;

/** Why there is no more to claim, in counts of reviews. */
export const availabilityFor = async (
  q: Queryable,
  projectId: string,
  userId: string,
  audiences: Audience[],
  now: number,
) => {
  const { groups } = await lanesOf(q, projectId, userId);
  const lanes = JSON.stringify([openLane, userId, ...groups]);
  const queues = await q.run(openByAudience, { projectId, userId, lanes });
  const theirs = queues.filter(({ audience }) => audiences.includes(audience));
  const claimable = theirs.reduce((sum, queue) => sum + queue.claimable, 0);
  const kept = await q.run(keptForOthers, { projectId, lanes });
  const [forGroups, forPeople] = [
    kept.filter(({ lane }) => ownerOf(lane).kind === 'group'),
    kept.filter(({ lane }) => ownerOf(lane).kind === 'person'),
  ];
  return {
    claimable,
    excluded: theirs.reduce((sum, queue) => sum + queue.theirs, 0) - claimable,
    holders: await q.run(heldByOthers, { projectId, userId, now }),
    forLeads: queues.find(({ audience }) => audience === 'lead')?.all ?? 0,
    asked: await askedAbout(q, projectId),
    assignedToOthers: forPeople.reduce((sum, one) => sum + one.n, 0),
    lacking: forGroups.map(({ lane, title, n }) => ({ title: title ?? lane, n })),
  };
};
