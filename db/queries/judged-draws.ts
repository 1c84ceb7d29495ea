import { and, asc, desc, eq, gt, gte, isNull, sql } from 'drizzle-orm';
import { calibratedBy, comparedConfidence } from '../../server/domain/calibrators.ts';
import type { JudgedDraw } from '../../server/domain/drift/people.ts';
import type { Queryable } from '../database.ts';
import { clocksApart, idAt } from '../id-at.ts';
import type { PredictingModel } from './evidence.ts';

/** Draws that are looked at, at most, judged or not. */
const mostDraws = 3_000;

/** Its routing, and when the item came in, in epoch milliseconds. */
export type JudgedDrawAt = JudgedDraw & { id: string; at: number };

/**
 * Items of a model version that came in since a moment, were drawn to be judged blind and have a label by people, in the
 * order of the draw; of the first draws since then, or of the latest. Confidence is that of the calibrator in force.
 */
export const judgedDraws = async (
  q: Queryable,
  projectId: string,
  { id: modelVersionId, calibrator }: PredictingModel,
  since: number,
  which: 'first' | 'latest',
): Promise<JudgedDrawAt[]> => {
  const { routings: r, predictions: p, labels: l } = q.tables;
  const drawn = q.db
    .select({
      id: r.id,
      itemId: r.itemId,
      predictionId: r.predictionId,
      pi: r.blindProbability,
      createdAt: r.createdAt,
    })
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        sql`${r.arm} = 'blind'`,
        gte(r.id, idAt(since - clocksApart)),
        gte(r.createdAt, since),
      ),
    )
    .orderBy((which === 'first' ? asc : desc)(r.id))
    .limit(mostDraws)
    .as('drawn');
  const rows = await q.db
    .select({ id: drawn.id, agreed: l.agreed, confidence: p.confidence, pi: drawn.pi, at: drawn.createdAt })
    .from(drawn)
    .innerJoin(p, eq(p.id, drawn.predictionId))
    .innerJoin(l, and(eq(l.itemId, drawn.itemId), isNull(l.supersededAt)))
    .where(and(eq(p.modelVersionId, modelVersionId), sql`${l.source} <> 'auto'`, gt(drawn.pi, 0)))
    .orderBy(asc(drawn.id));
  return rows.flatMap(({ id, agreed, confidence, pi, at }) =>
    agreed === null || pi === null
      ? []
      : [
          {
            id,
            wrong: !agreed,
            confidence: comparedConfidence({ confidence, calibrated: calibratedBy(calibrator, confidence) }),
            pi,
            at,
          },
        ],
  );
};
