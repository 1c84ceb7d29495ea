import type { Queryable } from '../../../../db/database.ts';
import type { Annotation } from '../contract.ts';
import type { AnnotationSource } from './annotation.ts';
import { alarms } from './alarms.ts';
import { annotationKinds, type AnnotationKind } from './names.ts';
import { policies } from './policies.ts';
import { rollouts } from './rollouts.ts';

/** Every source of annotations by its name. */
const sources: Record<AnnotationKind, AnnotationSource> = {
  policy: policies,
  rollout: rollouts,
  alarm: alarms,
};

/** All that happened in a project from one instant up to another (epoch milliseconds) and may explain a chart, oldest first. */
export const annotationsBetween = async (
  q: Queryable,
  projectId: string,
  from: number,
  to: number,
): Promise<Annotation[]> => {
  const found: Annotation[] = [];
  for (const kind of annotationKinds)
    for (const annotation of await sources[kind](q, projectId, from, to)) found.push({ kind, ...annotation });
  return found.toSorted((a, b) => (a.at < b.at ? -1 : 1));
};
