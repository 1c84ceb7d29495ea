import { stickyUniform } from './draw.ts';

/**
 * Which model versions decide in a project, by `name@version`. `epoch` counts the changes of it. `live` null: no version was
 * ever rolled out, and whichever predicts decides.
 */
export type Deployment = {
  epoch: number;
  live: string | null;
  /** The version that is being rolled out; null: none is. */
  candidate: string | null;
  /** Share, in [0,1], of units that the candidate decides. */
  share: number;
  /** Salt of the draw of units: the rollout's id; '' while there is none. */
  salt: string;
};

/** A project in which nothing was ever rolled out. */
export const noDeployment: Deployment = {
  epoch: 0,
  live: null,
  candidate: null,
  share: 0,
  salt: '',
};

/**
 * The version that decides a unit's items (null: any). Sticky: a unit's draw never changes in a rollout, so that raising
 * the share only adds units to the candidate's, and lowering it only takes some away.
 */
export const assignedModel = ({ live, candidate, share, salt }: Deployment, unit: string): string | null =>
  candidate !== null && stickyUniform(salt, unit) < share ? candidate : live;

/** Versions whose predictions are wanted beside this one's, to be compared: while there is a candidate, it and live. */
export const comparedModels = ({ live, candidate }: Deployment, model: string | null): string[] =>
  candidate === null ? [] : [...(live === null ? [] : [live]), candidate].filter((one) => one !== model);

/**
 * What stands against accepting a prediction automatically: its version is not the one that decides (`not_assigned`), or no
 * longer, and the caller went by an assignment that has been replaced (`stale_assignment`).
 */
export const assignmentFaults = ['not_assigned', 'stale_assignment'] as const;
export type AssignmentFault = (typeof assignmentFaults)[number];

/**
 * What of a submission assignment looks at: its unit, the epoch that its caller went by (null: none), its versions, and those
 * of them that are retired.
 */
export type Assignable = {
  unit: string;
  epoch: number | null;
  models: readonly string[];
  retired: readonly string[];
};

/**
 * The version whose prediction is used: the assigned one where it is among those that predicted (where none is assigned, the
 * first that is neither retired nor still to be tried), else the first of them, which then does not decide.
 */
export const chooseModel = (
  deployment: Deployment,
  { unit, epoch, models, retired }: Assignable,
): { model: string; fault: AssignmentFault | null } => {
  const assigned = assignedModel(deployment, unit);
  const decides = (model: string) =>
    assigned === null ? model !== deployment.candidate && !retired.includes(model) : model === assigned;
  const model = models.find(decides);
  if (model !== undefined) return { model, fault: null };
  const fault = epoch !== null && epoch < deployment.epoch ? 'stale_assignment' : 'not_assigned';
  return { model: models[0] ?? '', fault };
};
