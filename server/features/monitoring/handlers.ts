import { latestInputs } from '../../../db/queries/latest-inputs.ts';
import { latestReferenceCounts } from '../../../db/queries/drift.ts';
import { usualOf } from '../../domain/measures/expected.ts';
import { mostInputs } from '../../domain/measures/inputs.ts';
import { suggestInputs } from '../../domain/measures/suggest-inputs.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { kindFeatures } from '../../media/features/registry.ts';
import type { monitoringContract } from './contract.ts';
import { series } from './series.ts';

/** So many of the latest items say what inputs a project has. */
const itemsLookedAt = 1_000;

export const monitoringHandlers = (s: Services): Handlers<typeof monitoringContract> => ({
  series: series(s),
  inputs: async ({ project }) => {
    const latest = await s.db.read((q) => latestInputs(q, project.id, itemsLookedAt));
    const sent = suggestInputs(latest);
    const byThemselves = kindFeatures[project.itemKind].inputs.filter(
      ({ name }) => !sent.some((input) => input.name === name),
    );
    return { items: latest.length, inputs: [...sent, ...byThemselves].slice(0, mostInputs) };
  },
  expected: async ({ project }) => {
    const counts = await s.db.read((q) => latestReferenceCounts(q, project.id));
    return project.monitoredInputs.map((input) => ({
      input,
      usual: input.type === 'number' ? usualOf(counts[`input:${input.name}`] ?? {}) : null,
    }));
  },
});
