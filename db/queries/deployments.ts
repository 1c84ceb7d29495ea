import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { noDeployment, type Deployment } from '../../server/domain/assignment.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';

type Row = Omit<Deployment, 'salt'> & {
  liveId: string | null;
  previousId: string | null;
  candidateId: string | null;
  rolloutId: string | null;
};

const find = defineStatement<{ projectId: string }, Row[]>('deployment', ({ db, tables }) => {
  const { deployments: d, modelVersions } = tables;
  const live = alias(modelVersions, 'live');
  const candidate = alias(modelVersions, 'candidate');
  return db
    .select({
      epoch: d.epoch,
      live: live.model,
      candidate: candidate.model,
      share: d.share,
      liveId: d.liveId,
      previousId: d.previousId,
      candidateId: d.candidateId,
      rolloutId: d.rolloutId,
    })
    .from(d)
    .leftJoin(live, eq(live.id, d.liveId))
    .leftJoin(candidate, eq(candidate.id, d.candidateId))
    .where(eq(d.projectId, textParam('projectId')));
});

/** A deployment with the ids of what it names. */
export type DeploymentInForce = Deployment & Pick<Row, 'liveId' | 'previousId' | 'candidateId' | 'rolloutId'>;

/** Which versions decide in a project at this moment, as the last transaction has left it. */
export const deploymentOf = async (q: Queryable, projectId: string): Promise<DeploymentInForce> => {
  const [row] = await q.run(find, { projectId });
  const ids = { liveId: null, previousId: null, candidateId: null, rolloutId: null };
  return { ...noDeployment, ...ids, ...row, salt: row?.rolloutId ?? '' };
};

/** What of a deployment a rollout changes. */
export type DeploymentChange = {
  rolloutId: string | null;
  liveId: string | null;
  previousId: string | null;
  candidateId: string | null;
  share: number;
};

/** A deployment as it is kept, locked until the transaction ends; it is made where there is none. */
export const lockDeployment = async (
  tx: Transaction,
  projectId: string,
): Promise<DeploymentChange & { epoch: number }> => {
  const { deployments: d } = tx.tables;
  const none = { rolloutId: null, liveId: null, previousId: null, candidateId: null, share: 0, epoch: 0 };
  await tx.db
    .insert(d)
    .values({ projectId, ...none })
    .onConflictDoNothing();
  const [row] = await tx.db
    .select({
      rolloutId: d.rolloutId,
      liveId: d.liveId,
      previousId: d.previousId,
      candidateId: d.candidateId,
      share: d.share,
      epoch: d.epoch,
    })
    .from(d)
    .where(sql`${eq(d.projectId, projectId)} ${tx.dialect.forUpdate}`);
  return row ?? none;
};

/** Changes who decides, from this transaction on; answers the epoch that begins. */
export const changeDeployment = async (
  tx: Transaction,
  projectId: string,
  change: DeploymentChange,
): Promise<number> => {
  const { deployments: d } = tx.tables;
  const [row] = await tx.db
    .update(d)
    .set({ ...change, epoch: sql`${d.epoch} + 1` })
    .where(eq(d.projectId, projectId))
    .returning({ epoch: d.epoch });
  return row?.epoch ?? 0;
};
