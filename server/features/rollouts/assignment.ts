import { deploymentOf } from '../../../db/queries/deployments.ts';
import { assignedModel, comparedModels, type Deployment } from '../../domain/assignment.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { rolloutsContract } from './contract.ts';

/** For how long a service may go by an assignment it was told; what it then sends for another is not accepted. In seconds. */
const cachedFor = 5;

/** Who decides, as replies tell it. */
export const tellDeployment = ({ epoch, live, candidate, share, salt }: Deployment) => ({
  epoch,
  live,
  candidate,
  share,
  salt,
});

/** Which version decides a unit, as the last committed transaction has it, and which others are compared. */
export const assignment =
  ({ db }: Services): Handler<(typeof rolloutsContract)['assignment']> =>
  async ({ project, query: { unit }, response }) => {
    const deployment = await db.read((q) => deploymentOf(q, project.id));
    const model = unit === undefined ? null : assignedModel(deployment, unit);
    response.setHeader('cache-control', `private, max-age=${cachedFor}`);
    return { ...tellDeployment(deployment), model, others: comparedModels(deployment, model) };
  };
