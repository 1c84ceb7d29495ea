import { claimEstimate, finishEstimate, startEstimate } from '../../db/queries/estimates.ts';
import { classesOf } from '../../server/domain/label-schema.ts';
import type { TestServer } from './server.ts';

/** What an estimate knows of somebody: so many answers, of which this share is right; the rest is spread evenly. */
export type KnownInspector = { userId: string; answers: number; right: number };

/** An estimate that is done, of a project whose classes are equally frequent; its id. */
export const givenEstimate = async (
  server: TestServer,
  project: string,
  startedBy: string,
  inspectors: readonly KnownInspector[],
): Promise<string> => {
  const { db, now, projects } = server.app.services;
  const { id: projectId = '', schema } = (await projects.get(project)) ?? {};
  const classes = schema ? classesOf(schema).map(({ name }) => name) : [];
  return db.write(async (tx) => {
    const at = now();
    await startEstimate(tx, { projectId, startedBy, startedAt: at, schemaRevision: 1 });
    const run = await claimEstimate(tx, at, at + 60_000);
    if (!run) throw new Error('another is running');
    const result = {
      converged: true,
      prevalence: classes.map((value) => ({ value, share: 1 / classes.length })),
      inspectors: inspectors.map(({ userId, answers, right }) => ({
        userId,
        answers,
        accuracy: right,
        cells: classes.flatMap((truth) =>
          classes.map((answer) => ({
            truth,
            answer,
            share: truth === answer ? right : (1 - right) / (classes.length - 1),
          })),
        ),
      })),
    };
    await finishEstimate(tx, run, { iterations: 1, logLikelihood: -1, result }, at);
    return run.id;
  });
};
