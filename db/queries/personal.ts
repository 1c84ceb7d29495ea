import { and, count, desc, eq, gte, inArray, isNull, lt, min, ne, notInArray, sum } from 'drizzle-orm';
import type { DecisionKind, Json } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';

/** What a person decided of one kind: how often, how much of it was timed, and since when (epoch milliseconds). */
export type OwnCount = { kind: DecisionKind; n: number; timed: number; spentMs: number; firstAt: number };

/** What a person decided in a project since an instant (epoch milliseconds); a changed decision counts once. */
export const ownCounts = async (
  q: Queryable,
  projectId: string,
  userId: string,
  since: number,
): Promise<OwnCount[]> => {
  const { decisions } = q.tables;
  const rows = await q.db
    .select({
      kind: decisions.kind,
      n: count(),
      timed: count(decisions.timeSpentMs),
      spentMs: sum(decisions.timeSpentMs),
      firstAt: min(decisions.createdAt),
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.projectId, projectId),
        eq(decisions.userId, userId),
        gte(decisions.createdAt, since),
        ne(decisions.standing, 'superseded'),
      ),
    )
    .groupBy(decisions.kind);
  return rows.map(({ spentMs, firstAt, ...row }) => ({
    ...row,
    spentMs: Number(spentMs ?? 0),
    firstAt: Number(firstAt ?? since),
  }));
};

/** Who of a project answered how much since an instant (epoch milliseconds), the most first; a changed answer counts once. */
export const answersByPerson = (
  q: Queryable,
  projectId: string,
  since: number,
): Promise<{ userId: string; name: string; answers: number }[]> => {
  const { decisions: d, memberships: m, users: u } = q.tables;
  const answers = count(d.id);
  return q.db
    .select({ userId: u.id, name: u.name, answers })
    .from(m)
    .innerJoin(u, eq(u.id, m.userId))
    .innerJoin(
      d,
      and(
        eq(d.projectId, m.projectId),
        eq(d.userId, m.userId),
        gte(d.createdAt, since),
        eq(d.kind, 'answer'),
        ne(d.standing, 'superseded'),
      ),
    )
    .where(eq(m.projectId, projectId))
    .groupBy(u.id, u.name)
    .orderBy(desc(answers), u.name);
};

/**
 * A person's latest answers, given without knowing of anybody else's, to items that several people's answers settled,
 * each beside the label in force.
 */
export const ownSettled = (
  q: Queryable,
  projectId: string,
  userId: string,
  limit: number,
): Promise<{ value: Json; label: Json }[]> => {
  const { decisions, labels } = q.tables;
  return q.db
    .select({ value: decisions.value, label: labels.value })
    .from(decisions)
    .innerJoin(labels, and(eq(labels.itemId, decisions.itemId), isNull(labels.supersededAt)))
    .where(
      and(
        eq(decisions.projectId, projectId),
        eq(decisions.userId, userId),
        eq(decisions.kind, 'answer'),
        eq(decisions.independent, true),
        // An answer to a gold item, which is settled already, would be told by the count.
        notInArray(decisions.standing, ['superseded', 'gold']),
        inArray(labels.source, ['consensus', 'adjudicated', 'posterior']),
      ),
    )
    .orderBy(desc(decisions.createdAt))
    .limit(limit);
};

/** What a person answered first to gold items, before an instant (epoch milliseconds), each beside what is known of it. */
export const ownGold = (
  q: Queryable,
  projectId: string,
  userId: string,
  before: number,
  limit: number,
): Promise<{ value: Json; known: Json }[]> => {
  const { decisions: d, goldAnswers: a, goldItems: g } = q.tables;
  return q.db
    .select({ value: d.value, known: g.value })
    .from(d)
    .innerJoin(a, and(eq(a.itemId, d.itemId), eq(a.userId, d.userId)))
    .innerJoin(g, eq(g.itemId, d.itemId))
    .where(
      and(
        eq(d.projectId, projectId),
        eq(d.userId, userId),
        eq(d.kind, 'answer'),
        isNull(d.revises),
        lt(d.createdAt, before),
      ),
    )
    .orderBy(desc(d.createdAt))
    .limit(limit);
};
