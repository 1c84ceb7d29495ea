import type { Queryable } from '../../../../db/database.ts';
import type { Annotation } from '../contract.ts';

/** Finds what happened in a project from one instant up to another (epoch milliseconds), oldest first. */
export type AnnotationSource = (
  q: Queryable,
  projectId: string,
  from: number,
  to: number,
) => Promise<Omit<Annotation, 'kind'>[]>;
