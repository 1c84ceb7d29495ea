import type { Queryable } from '../../../db/database.ts';
import { blindSums, type CycleRow } from '../../../db/queries/retraining.ts';
import { rolloutWays, type RolloutWay } from '../../../db/queries/trained-versions.ts';
import { hajek, type HajekSums } from '../../domain/statistics/hajek.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { Cycle } from './contract.ts';

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** The share of items on which a model version is right; null before the first blind review. */
export const accuracyOf = (
  sums: HajekSums,
): { n: number; value: number; low: number; high: number } | null => {
  const estimate = hajek(sums);
  return estimate && { n: sums.reviewed, value: estimate.value, low: estimate.low, high: estimate.high };
};

/** How many labels a dataset has. */
export const labelsIn = ({ labels }: CycleRow): number =>
  Object.values(labels ?? {}).reduce((sum, n) => sum + n, 0);

/** Where a cycle's dataset is fetched. */
export const datasetUrl = (
  { publicUrl }: Pick<Services, 'publicUrl'>,
  slug: string,
  { id }: CycleRow,
): string => `${publicUrl()}/api/v1/projects/${slug}/retraining/cycles/${id}/dataset`;

/** How a version was brought in. */
const wayOf = (way: RolloutWay | undefined): Cycle['rollout'] =>
  way
    ? {
        id: way.id,
        state: way.state,
        shadowAt: instant(way.shadowAt),
        canaryAt: instant(way.canaryAt),
        liveAt: instant(way.liveAt),
      }
    : null;

/** Makes what tells cycles of a project, with what is known of their versions at this moment. */
export const cycleTeller = async (
  services: Pick<Services, 'publicUrl'>,
  q: Queryable,
  { id, slug }: Pick<ProjectState, 'id' | 'slug'>,
): Promise<(row: CycleRow) => Cycle> => {
  const versions = await blindSums(q, id);
  const ways = await rolloutWays(q, id);
  const version = (model: string | null): Cycle['after'] => {
    const sums = model === null ? undefined : versions.get(model);
    if (model === null || !sums) return null;
    return { model, firstPredictionAt: instant(sums.firstPredictionAt), accuracy: accuracyOf(sums) };
  };
  return (row) => ({
    id: row.id,
    state: row.state,
    cause: row.cause,
    requestedBy: row.requestedBy,
    requestedAt: new Date(row.requestedAt).toISOString(),
    progress: row.progress,
    message: row.message,
    readyAt: instant(row.readyAt),
    startedAt: instant(row.startedAt),
    endedAt: instant(row.endedAt),
    failure: row.failure,
    newLabels: row.newLabels,
    dataset:
      row.datasetHash === null || row.labels === null
        ? null
        : {
            url: datasetUrl(services, slug, row),
            sha256: row.datasetHash,
            bytes: row.datasetBytes ?? 0,
            labels: labelsIn(row),
            bySource: row.labels,
          },
    before: version(row.modelBefore),
    after: version(row.model),
    rollout: wayOf(row.model === null ? undefined : ways.get(row.model)),
  });
};
