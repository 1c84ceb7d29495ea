import { measuresByStep } from '../../../db/queries/measures.ts';
import { chartPlans } from '../../domain/measures/charts.ts';
import { measureMetrics } from '../../domain/measures/metrics.ts';
import { sortMeasures, stepsBetween } from '../../domain/measures/steps.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import { readerOf } from '../../http/reader.ts';
import { annotationsBetween } from './annotations/registry.ts';
import type { monitoringContract } from './contract.ts';
import { linesOf } from './lines.ts';

/** Draws all that is measured of a project over a time, of all model versions or of one. */
export const series =
  (s: Services): Handler<(typeof monitoringContract)['series']> =>
  ({ project, principal, query }) =>
    s.db.read(async (q) => {
      const { models, shown } = await modelShown(q, project.id, query.model);
      const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
      const steps = stepsBetween(from, to, s.now());
      const filter = {
        metrics: measureMetrics,
        modelVersionId: query.model === undefined ? undefined : shown?.id,
        from: steps.starts[0] ?? from,
        to,
      };
      const measures = sortMeasures(await measuresByStep(q, project.id, filter, steps.minutes));
      const isForJudge = readerOf(principal, project.id).judgeId !== null;
      return {
        models: models.map(({ model }) => model),
        from: query.from,
        to: query.to,
        stepMinutes: steps.minutes,
        charts: chartPlans(project.monitoredInputs, project.pipeline).map((plan) => ({
          chart: plan.chart,
          input: plan.input,
          step: plan.step,
          lines: linesOf(plan, measures, steps, isForJudge),
        })),
        annotations: await annotationsBetween(q, project.id, from, to),
      };
    });
