import { latestInputs } from '../../../db/queries/latest-inputs.ts';
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
});
