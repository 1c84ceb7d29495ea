import {
  cancelEstimate,
  estimateOf,
  startEstimate,
  type StartedEstimate,
} from '../../../db/queries/estimates.ts';
import { goldScores, pausesOf } from '../../../db/queries/gold.ts';
import { doubtedLabels } from '../../../db/queries/posteriors.ts';
import {
  answerPairs,
  answerPatterns,
  drawnAnswers,
  inspectorsWhoShare,
  namesOf,
  settledAnswers,
  type SharedAnswer,
} from '../../../db/queries/reliability.ts';
import { fewestInspectors, mostCells, mostDoubts, mostRead } from '../../domain/reliability-estimate.ts';
import { hasClasses } from '../../domain/label-schema.ts';
import type { Arm } from '../../domain/words.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import { agreementOf } from './agreement.ts';
import { alikePairs } from './alike-pairs.ts';
import { biasByInspector } from './bias.ts';
import { inspectorsOf, pairsOf } from './by-inspector.ts';
import type { EstimateRun, reliabilityContract } from './contract.ts';
import { goldByInspector } from './gold.ts';
import { likenessOf, sharedAnswers } from './likeness.ts';
import type { Estimator } from './estimator.ts';
import { told } from '../../domain/told.ts';

/** Where answers are classes, what inspectors make of the same items is counted as they answer. */
const noAnswers: Record<Arm, SharedAnswer[]> = { blind: [], assisted: [] };

const iso = (at: number): string => new Date(at).toISOString();

const runReply = (row: StartedEstimate): EstimateRun => {
  const { id, state, schemaRevision, read, answers, items, iterations, logLikelihood, failure } = row;
  return {
    id,
    state,
    startedBy: row.starter,
    startedAt: iso(row.startedAt),
    finishedAt: row.finishedAt === null ? null : iso(row.finishedAt),
    schemaRevision,
    read,
    answers,
    items,
    iterations,
    logLikelihood,
    failure,
  };
};

export const reliabilityHandlers = (
  { db, now }: Services,
  estimator: Estimator,
): Handlers<typeof reliabilityContract> => ({
  get: async ({ project }) => {
    const likeness = hasClasses(project.schema)
      ? null
      : {
          blind: await likenessOf(db, project, 'blind'),
          assisted: await likenessOf(db, project, 'assisted'),
        };
    return db.read(async (q) => {
      const patterns = await answerPatterns(q, project.id);
      const agreement = async (arm: Arm) =>
        agreementOf(
          patterns.filter((cell) => cell.arm === arm),
          await inspectorsWhoShare(q, project.id, arm),
        );
      const run = await estimateOf(q, project.id, 'latest');
      const done = run?.state === 'done' ? run : await estimateOf(q, project.id, 'done');
      return {
        agreement: { blind: await agreement('blind'), assisted: await agreement('assisted') },
        likeness,
        fewestInspectors,
        mostRead,
        mostCells,
        run: run && runReply(run),
        estimate: done?.result
          ? {
              run: runReply(done),
              converged: done.result.converged,
              inspectors: done.result.inspectors.length,
              prevalence: done.result.prevalence,
            }
          : null,
      };
    });
  },

  inspectors: async ({ project }) => {
    const answers = hasClasses(project.schema)
      ? noAnswers
      : {
          blind: await sharedAnswers(db, project.id, 'blind'),
          assisted: await sharedAnswers(db, project.id, 'assisted'),
        };
    return db.read(async (q) => {
      const pairs = await answerPairs(q, project.id);
      const settled = await settledAnswers(q, project.id);
      const drawn = await drawnAnswers(q, project.id);
      const result = (await estimateOf(q, project.id, 'done'))?.result ?? null;
      const ids = new Set([
        ...pairs.flatMap(({ firstUserId, secondUserId }) => [firstUserId, secondUserId]),
        ...settled.map(({ userId }) => userId),
        ...(result?.inspectors ?? []).map(({ userId }) => userId),
      ]);
      const scores = await goldScores(q, project.id);
      const pauses = await pausesOf(q, project.id);
      const others = [...drawn, ...scores, ...pauses, ...answers.blind, ...answers.assisted].map(
        ({ userId }) => userId,
      );
      const names = await namesOf(q, [...ids, ...others]);
      const named = (id: string) => ({ id, name: names.get(id) ?? '' });
      return {
        inspectors: inspectorsOf([...ids].map(named), settled, result),
        pairs: pairsOf(pairs, named),
        alike: alikePairs(project.schema, answers, named),
        bias: biasByInspector(drawn, named),
        gold: goldByInspector(scores, pauses, named),
      };
    });
  },

  doubts: ({ project, principal }) =>
    db.read(async (q) => {
      const estimate = await estimateOf(q, project.id, 'done');
      const reader = readerOf(principal, project.id);
      return { labels: estimate ? await doubtedLabels(q, reader, estimate.id, mostDoubts) : [] };
    }),

  start: ({ project, principal }) =>
    db.write(async (tx) => {
      if (!hasClasses(project.schema))
        throw new AppError('conflict', {
          detail: told`what is estimated is by class, and answers here are no classes`,
        });
      if ((await inspectorsWhoShare(tx, project.id, 'blind')) < fewestInspectors)
        throw new AppError('conflict', {
          detail: told`it takes ${fewestInspectors} inspectors who have judged items together, blind`,
        });
      const started = await startEstimate(tx, {
        projectId: project.id,
        startedBy: principal.id,
        startedAt: now(),
        schemaRevision: project.schemaRevision,
      });
      if (!started) throw new AppError('conflict', { detail: told`a run is under way in this project` });
      tx.afterCommit(() => estimator.wake());
      return runReply({ ...started, starter: principal.name });
    }),

  cancel: ({ project, params }) =>
    db.write(async (tx) => {
      await cancelEstimate(tx, project.id, params.id, now());
      const run = await estimateOf(tx, project.id, { id: params.id });
      if (!run) throw new AppError('not_found', { detail: told`no such run in this project` });
      tx.afterCommit(() => estimator.cancel(run.id));
      return runReply(run);
    }),
});
