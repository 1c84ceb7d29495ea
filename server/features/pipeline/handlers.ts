import { pipelineStandings, pipelineWindow } from '../../../db/queries/pipeline.ts';
import type { FigureUnit, FigureValue } from '../../domain/measures/figure.ts';
import { blurredFigure } from '../../domain/measures/guard.ts';
import { firstMoved, type FirstMoved } from '../../domain/pipeline/state.ts';
import type { StepTold } from '../../domain/pipeline/standings.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { pipelineContract, PipelineStepReply } from './contract.ts';

const iso = (at: number): string => new Date(at).toISOString();

const tellFirst = (moved: FirstMoved | null) => moved && { step: moved.step, since: iso(moved.since) };

/** A step as it is told: blurred for whoever may yet judge blind, as that it was run may say what was made of an item. */
const tellStep = (told: StepTold, isForJudge: boolean): PipelineStepReply => {
  const { missing, failed, latencyP50, latencyP95, since, moved } = told;
  const tell = (unit: FigureUnit, figure: FigureValue) => (isForJudge ? blurredFigure(unit, figure) : figure);
  return {
    name: told.name,
    after: told.after,
    state: told.state,
    since: since === null ? null : iso(since),
    missing: tell('share', missing),
    failed: tell('share', failed),
    latencyP50: tell('milliseconds', latencyP50),
    latencyP95: tell('milliseconds', latencyP95),
    moved: moved.map((one) => ({ ...one, since: iso(one.since) })),
    firstMoved: tellFirst(told.firstMoved),
  };
};

export const pipelineHandlers = (s: Services): Handlers<typeof pipelineContract> => ({
  get: async ({ project, principal }) => {
    const told = await s.db.read((q) => pipelineStandings(q, project, s.now()));
    const isForJudge = readerOf(principal, project.id).judgeId !== null;
    const since = new Map(told.map((step) => [step.name, step.since]));
    return {
      windowMinutes: pipelineWindow / 60_000,
      steps: told.map((step) => tellStep(step, isForJudge)),
      firstMoved: tellFirst(firstMoved(project.pipeline, since)),
    };
  },
});
