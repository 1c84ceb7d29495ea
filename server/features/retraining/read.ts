import type { Queryable } from '../../../db/database.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { Retraining } from './contract.ts';
import { readStanding } from './facts.ts';

/** When a project's trainings are asked for, and how far the next is. */
export const readRetraining = async (
  q: Queryable,
  project: ProjectState,
  now: number,
): Promise<Retraining> => {
  const { settings, newLabels, standing } = await readStanding(q, project, now);
  const { triggers, hold, pausedUntil } = standing;
  return {
    settings,
    triggers,
    hold,
    pausedUntil: pausedUntil === null ? null : new Date(pausedUntil).toISOString(),
    newLabels,
  };
};
