import { certificatesInForce, progressOnce } from '../../../db/certificates-in-force.ts';
import type { Queryable } from '../../../db/database.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { measuresBetween } from '../../../db/queries/measures.ts';
import { trainingsOf, type CycleRow } from '../../../db/queries/retraining.ts';
import { countOfNumbers, quantileOf } from '../../domain/measures/quantile.ts';
import { total } from '../../domain/statistics/total.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { ModelVersionReply } from './contract.ts';

type Told = Pick<ModelVersionReply, 'latency' | 'certificates' | 'training'>;

/** What the registry tells of a version beside its counts, by what it is known by. */
export type RegistryFacts = (version: { id: string; model: string; trainedOn: string | null }) => Told;

/** Latencies of the last week are told: what a version took a year ago says little of it. */
const latencyMs = 7 * 24 * 60 * 60_000;

/** Latencies by model version id, whether it decided or was compared. */
const latencies = async (q: Queryable, projectId: string, now: number) => {
  const metrics = ['latency', 'compared_latency'] as const;
  const measures = await measuresBetween(q, projectId, { metrics, from: now - latencyMs, to: now + 1 });
  return Map.groupBy(measures, ({ modelVersionId }) => modelVersionId);
};

const tellTraining = ({ id, requestedAt, labels, datasetHash }: CycleRow) => ({
  cycleId: id,
  requestedAt: new Date(requestedAt).toISOString(),
  labels: total(Object.values(labels ?? {})),
  sha256: datasetHash,
});

/** Reads what the registry tells of all versions of a project: latency, certificates in force, and trainings. */
export const readRegistryFacts = async (
  q: Queryable,
  project: ProjectState,
  now: number,
): Promise<RegistryFacts> => {
  const measured = await latencies(q, project.id, now);
  const models = await predictingModels(q, project.id);
  const inForce = await certificatesInForce(progressOnce(q, project, now), project, models);
  const trainings = await trainingsOf(q, project.id);
  return ({ id, model, trainedOn }) => {
    const counted = measured.get(id) ?? [];
    const [p50, p95] = [quantileOf(counted, 0.5), quantileOf(counted, 0.95)];
    const training = trainedOn === null ? undefined : trainings.get(trainedOn);
    return {
      latency: p50 === null || p95 === null ? null : { p50, p95, n: countOfNumbers(counted) },
      certificates: inForce
        .filter(({ certificate }) => certificate.model === model)
        .map(({ certificate, lapses }) => ({
          value: certificate.value,
          threshold: certificate.threshold,
          targetError: certificate.targetError,
          targetConfidence: certificate.targetConfidence,
          holds: lapses.length === 0,
        })),
      training: training ? tellTraining(training) : null,
    };
  };
};
