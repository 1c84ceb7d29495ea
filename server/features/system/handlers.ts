import { measuresByStep } from '../../../db/queries/measures.ts';
import { reportingInstances } from '../../../db/queries/system.ts';
import { startOf } from '../../domain/measures/spans.ts';
import { sortMeasures, stepsBetween } from '../../domain/measures/steps.ts';
import { systemCharts } from '../../domain/system/charts.ts';
import { noProject, systemMetrics } from '../../domain/system/metrics.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { systemContract } from './contract.ts';
import { linesOf } from './lines.ts';

/** How the software does, as its instances report it. */
export const systemHandlers = (s: Services): Handlers<typeof systemContract> => ({
  series: ({ query }) =>
    s.db.read(async (q) => {
      // The minute that is under way is yet to be written.
      const over = startOf(s.now(), 1);
      const [from, to] = [Date.parse(query.from), Math.min(Date.parse(query.to), over)];
      const steps = stepsBetween(from, to, over);
      const first = steps.starts[0] ?? from;
      const filter = { metrics: systemMetrics, modelVersionId: query.instance, from: first, to };
      const measures = sortMeasures(await measuresByStep(q, noProject, filter, steps.minutes));
      return {
        instances: await reportingInstances(q, first, to),
        from: query.from,
        to: query.to,
        stepMinutes: steps.minutes,
        charts: systemCharts.map(({ chart, figures }) => ({
          chart,
          lines: figures.flatMap((name) => linesOf(name, measures, steps)),
        })),
      };
    }),
});
