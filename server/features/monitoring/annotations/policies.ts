import { policiesBetween } from '../../../../db/queries/policies.ts';
import type { AnnotationSource } from './annotation.ts';

/** Policies that were put in force. */
export const policies: AnnotationSource = async (q, projectId, from, to) =>
  (await policiesBetween(q, projectId, from, to)).map(({ revision, note, createdAt }) => ({
    at: new Date(createdAt).toISOString(),
    title: `Policy ${revision}`,
    note,
  }));
