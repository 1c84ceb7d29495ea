import type { Database } from '../../../db/database.ts';
import type { AlarmCondition } from '../../domain/alarms/condition.ts';
import type { Observation } from '../../domain/alarms/state.ts';
import type { ProjectState } from '../../http/handler.ts';
import { metricReaders } from './metrics/registry.ts';

const minuteMs = 60_000;

/** The most of an error's message that is kept. */
const keptMessage = 300;

/** Looks at a condition's metric. A metric that cannot be read is an observation too, and harms no other. */
export const lookAt = async (
  db: Database,
  project: ProjectState,
  { metric, windowMinutes, leastCases }: AlarmCondition,
  now: number,
): Promise<Observation> => {
  const since = now - (windowMinutes ?? 0) * minuteMs;
  try {
    const measured = await db.read((q) => metricReaders[metric](q, { project, now, since, leastCases }));
    if (!measured || (measured.cases ?? leastCases) < leastCases) return { kind: 'no_data' };
    return { kind: 'value', value: measured.value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'error', message: message.slice(0, keptMessage).replaceAll('\u0000', '') };
  }
};
