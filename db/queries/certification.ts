import { and, asc, desc, eq, gt, gte, isNull, lt, sql } from 'drizzle-orm';
import type { Certification } from '../../server/domain/certification-fold.ts';
import type { Destination, Json, LabelSource } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import type { PredictingModel } from './evidence.ts';
import { nextLabelSeq } from './label-seq.ts';

/** An item drawn to be judged blind, with what became of it. `createdAt` is epoch milliseconds. */
export type DrawnItem = {
  id: string;
  itemId: string;
  key: string;
  modelVersionId: string;
  createdAt: number;
  value: Json;
  /** As the model said. */
  confidence: number | null;
  /** The calibrator that it went through; 0: none. */
  calibrator: number;
  blindProbability: number | null;
  destination: Destination;
  rule: string | null;
  policyRevision: number;
  schemaRevision: number;
  /** Of the label in force; null: there is none. */
  source: LabelSource | null;
  agreed: boolean | null;
};

/** Behind every id, which is made of hexadecimal digits. */
const afterAll = 'g';

/** Draws read at a time. */
export const drawsAtOnce = 500;

/** Blind draws in their order, or the latest first, from one on that is not among them. */
const defineDraws = (name: string, latestFirst: boolean) =>
  defineStatement<{ projectId: string; from: string }, DrawnItem[]>(
    name,
    ({ db, tables: { routings: r, items: i, predictions: p, labels: l } }) =>
      db
        .select({
          id: r.id,
          itemId: r.itemId,
          key: i.key,
          modelVersionId: p.modelVersionId,
          createdAt: r.createdAt,
          value: p.value,
          confidence: p.confidence,
          calibrator: p.calibrator,
          blindProbability: r.blindProbability,
          destination: r.destination,
          rule: r.rule,
          policyRevision: r.policyRevision,
          schemaRevision: r.schemaRevision,
          source: l.source,
          agreed: l.agreed,
        })
        .from(r)
        .innerJoin(i, eq(i.id, r.itemId))
        .innerJoin(p, eq(p.id, r.predictionId))
        .leftJoin(l, and(eq(l.itemId, r.itemId), isNull(l.supersededAt)))
        .where(
          and(
            eq(r.projectId, textParam('projectId')),
            sql`${r.arm} = 'blind'`,
            (latestFirst ? lt : gt)(r.id, textParam('from')),
          ),
        )
        .orderBy((latestFirst ? desc : asc)(r.id))
        .limit(sql.raw(String(drawsAtOnce)) as unknown as number), // written out, see `oneRow`
  );
const inOrder = defineDraws('certification.draws', false);
const latestFirst = defineDraws('certification.latest_draws', true);

/** The project's blind draws after a routing, in their order, `drawsAtOnce` at most; '' begins with the first. */
export const drawsAfter = (q: Queryable, projectId: string, after: string): Promise<DrawnItem[]> =>
  q.run(inOrder, { projectId, from: after });

/** The project's blind draws before a routing, the latest first, `drawsAtOnce` at most; null begins with the last. */
export const drawsBefore = (q: Queryable, projectId: string, before: string | null): Promise<DrawnItem[]> =>
  q.run(latestFirst, { projectId, from: before ?? afterAll });

/** What the draws of a model version add up to, up to and with the routing `position`; '' before the first. */
export type CertificationPoint = {
  position: string;
  targetError: number;
  reference: string;
  calibrator: number;
  state: Certification;
};

/** The states that are kept of a model version, the last first. */
export const keptStates = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
  limit: number | null = null,
): Promise<CertificationPoint[]> => {
  const { certificationStates: s } = q.tables;
  const all = q.db
    .select({
      position: s.position,
      targetError: s.targetError,
      reference: s.reference,
      calibrator: s.calibrator,
      state: s.state,
    })
    .from(s)
    .where(and(eq(s.projectId, projectId), eq(s.modelVersionId, modelVersionId)))
    .orderBy(desc(s.position));
  return limit === null ? all : all.limit(limit);
};

/** States far enough apart are kept to begin again from. Draws. */
const keptEvery = 1_000;

/**
 * Keeps a state in the place of the one it continues, which stays where many draws lie between; `before` null: it begins
 * anew, and nothing that was kept of the model version stays.
 */
export const keepState = async (
  tx: Transaction,
  projectId: string,
  modelVersionId: string,
  before: CertificationPoint | null,
  next: CertificationPoint,
): Promise<void> => {
  const { certificationStates: s } = tx.tables;
  const ofVersion = and(eq(s.projectId, projectId), eq(s.modelVersionId, modelVersionId));
  const part = (point: CertificationPoint) => Math.floor(point.state.draws / keptEvery);
  if (!before) await tx.db.delete(s).where(ofVersion);
  else if (part(before) === part(next))
    await tx.db.delete(s).where(and(ofVersion, eq(s.position, before.position)));
  await tx.db
    .insert(s)
    .values({ projectId, modelVersionId, ...next })
    .onConflictDoUpdate({ target: [s.projectId, s.modelVersionId, s.position], set: { ...next } });
};

/** Has every label of the project that is not in force yet wait until this transaction ends. */
export const holdLabels = async (tx: Transaction, projectId: string): Promise<void> => {
  await nextLabelSeq(tx, projectId, 0);
};

const forget = defineStatement<{ projectId: string; modelVersionId: string; position: string }, unknown>(
  'certification.forget',
  ({ db, tables: { certificationStates: s } }) =>
    db
      .delete(s)
      .where(
        and(
          eq(s.projectId, textParam('projectId')),
          eq(s.modelVersionId, textParam('modelVersionId')),
          gte(s.position, textParam('position')),
        ),
      ),
);

/** Forgets what was added up with a routing's label as it was, once it has changed; labels are held (`holdLabels`). */
export const forgetStatesFrom = (
  tx: Transaction,
  { projectId, modelVersionId }: { projectId: string; modelVersionId: string },
  routingId: string,
): Promise<unknown> => tx.run(forget, { projectId, modelVersionId, position: routingId });

/** How many of the version's items came in since a calibrator (0: none) is in force, by the cell of their confidence. */
export const intakeByCell = async (
  q: Queryable,
  projectId: string,
  { id, calibrator }: PredictingModel,
): Promise<{ cell: number; n: number }[]> => {
  const { intakeEvidence: i } = q.tables;
  return q.db
    .select({ cell: i.cell, n: i.n })
    .from(i)
    .where(and(eq(i.projectId, projectId), eq(i.modelVersionId, id), eq(i.calibrator, calibrator.revision)));
};
