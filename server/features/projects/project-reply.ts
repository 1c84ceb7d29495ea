import type { z } from 'zod';
import type { ProjectState } from '../../http/handler.ts';
import type { project } from './contract.ts';

/** A project as replies tell it: never its seed. */
export const tellProject = (state: ProjectState): z.infer<typeof project> => ({
  slug: state.slug,
  name: state.name,
  question: state.question,
  itemKind: state.itemKind,
  instructions: state.instructions,
  leaseSeconds: state.leaseSeconds,
  auditDueHours: state.auditDueHours,
  createdAt: new Date(state.createdAt).toISOString(),
  schemaRevision: state.schemaRevision,
  schema: state.schema,
  policyRevision: state.policyRevision,
  degree: state.policy.degree,
  targetError: state.targetError,
  targetConfidence: state.targetConfidence,
  fallsBack: state.fallsBack,
  resolution: state.resolution,
  posteriorAtLeast: state.posteriorAtLeast,
  opinionsNamed: state.opinionsNamed,
  goldShare: state.goldShare,
  goldPauseBelow: state.goldPauseBelow,
  goldPauseAfter: state.goldPauseAfter,
  neededSkill: state.neededSkill,
  namesHolders: state.namesHolders,
  countsByName: state.countsByName,
  grid: state.grid,
  monitoredInputs: state.monitoredInputs,
  pipeline: state.pipeline,
  monitoringRows: state.monitoringRows,
});
