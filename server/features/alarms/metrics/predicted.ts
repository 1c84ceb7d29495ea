import { deploymentOf } from '../../../../db/queries/deployments.ts';
import { driftStates } from '../../../../db/queries/drift.ts';
import { measuresBetween } from '../../../../db/queries/measures.ts';
import type { MeasureMetric } from '../../../domain/measures/metrics.ts';
import { shareOf, type MetricReader } from './reader.ts';

export const drifting: MetricReader = async (q, { project }) => {
  const states = await driftStates(q, project.id);
  if (states.length === 0) return null;
  return { value: states.filter(({ standing }) => standing === 'drifting').length };
};

export const shadowCoverage: MetricReader = async (q, { project, since, now }) => {
  const { liveId, candidateId, share } = await deploymentOf(q, project.id);
  if (liveId === null || candidateId === null || share > 0) return null;
  const measures = await measuresBetween(q, project.id, {
    metrics: ['intake', 'compared'],
    from: since,
    to: now,
  });
  const count = (of: MeasureMetric, version: string) =>
    measures
      .filter(({ metric, modelVersionId }) => metric === of && modelVersionId === version)
      .reduce((sum, { n }) => sum + n, 0);
  const asked = count('intake', liveId);
  return shareOf(Math.min(count('compared', candidateId), asked), asked);
};
