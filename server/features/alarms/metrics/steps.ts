import { pipelineStandings } from '../../../../db/queries/pipeline.ts';
import { figures } from '../../../domain/measures/figures.ts';
import { inWindow } from './counted.ts';
import type { Measured, MetricReader } from './reader.ts';

export const stepsSilent: MetricReader = async (q, { project, now }) => {
  if (project.pipeline.length === 0) return null;
  const steps = await pipelineStandings(q, project, now);
  return { value: steps.filter(({ state }) => state === 'silent').length };
};

/** Of steps with enough runs, so that one that is hardly ever run hides no other. */
export const stepFailures: MetricReader = async (q, asked) => {
  if (asked.project.pipeline.length === 0) return null;
  const measures = await inWindow(q, asked, ['step']);
  const shares = asked.project.pipeline.flatMap(({ name: step }): Measured[] => {
    const { value, n } = figures.step_failed_share.of(measures, 1, { step });
    return value === null || n < asked.leastCases ? [] : [{ value, cases: n }];
  });
  return shares.reduce<Measured | null>(
    (worst, one) => (worst && worst.value >= one.value ? worst : one),
    null,
  );
};
