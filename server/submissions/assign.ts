import type { DeploymentInForce } from '../../db/queries/deployments.ts';
import type { IntakeModel } from '../../db/queries/intake-models.ts';
import type { IntakeRow, ModelPrediction } from '../../db/queries/intake.ts';
import { chooseModel } from '../domain/assignment.ts';
import { calibratedBy } from '../domain/calibrators.ts';
import type { RoutingFault } from '../domain/routing.ts';
import type { ProjectState } from '../http/handler.ts';
import { sameLabel } from '../kinds/registry.ts';
import type { Prepared } from './prepare.ts';

type Said = ModelPrediction & { model: string };

/** What versions say of one item: the prediction that is used, what stands against that, and the others. */
export type Assigned = {
  used: Said;
  fault: RoutingFault | null;
  others: IntakeRow['others'];
  /** Whether live and candidate both predicted, and differ. */
  isDisputed: boolean;
};

/** Which of a record's predictions is used; null where a version is not among the project's. */
export const assign = (
  project: ProjectState,
  deployment: DeploymentInForce,
  models: ReadonlyMap<string, IntakeModel>,
  record: Prepared,
): Assigned | null => {
  const said = [record, ...record.others].flatMap(
    ({ model, value, confidence, scores, latencyMs }): Said[] => {
      const version = models.get(model);
      if (!version) return [];
      const calibrated = calibratedBy(version.calibrator, confidence);
      const calibrator = version.calibrator.revision;
      return [
        { model, modelVersionId: version.id, value, confidence, calibrated, calibrator, scores, latencyMs },
      ];
    },
  );
  const named = said.map((one) => one.model);
  const { model, fault } = chooseModel(deployment, {
    unit: record.unit ?? record.key,
    epoch: record.epoch,
    models: named,
    retired: named.filter((one) => models.get(one)?.isRetired),
  });
  const used = said.find((one) => one.model === model);
  if (!used || said.length <= record.others.length) return null;
  const others = said
    .filter((one) => one !== used)
    .map((one) => ({ ...one, same: sameLabel(project.schema, one.value, used.value) }));
  const pair = [deployment.live, deployment.candidate];
  const isDisputed = pair.includes(model) && others.some((one) => pair.includes(one.model) && !one.same);
  const failure = record.failed && model === record.model ? 'model_failed' : null;
  return { used, fault: fault ?? failure, others, isDisputed };
};
