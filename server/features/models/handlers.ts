import { recordAudit } from '../../../db/queries/audit.ts';
import type { Queryable } from '../../../db/database.ts';
import { deploymentOf, type DeploymentInForce } from '../../../db/queries/deployments.ts';
import {
  describeModel,
  modelVersionsOf,
  retireModel,
  type ModelCounts,
  type ModelVersion,
} from '../../../db/queries/models.ts';
import { rolloutOf, type Rollout } from '../../../db/queries/rollouts.ts';
import { modelState } from '../../domain/model-state.ts';
import { wilson } from '../../domain/statistics/intervals.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Handlers, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { Agreement, ModelVersionReply, modelsContract } from './contract.ts';
import { removeEndpoint, setEndpoint, showEndpoint, tryEndpoint } from './endpoints.ts';
import { readRegistryFacts, type RegistryFacts } from './registry-facts.ts';
import { told } from '../../domain/told.ts';

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const agreement = (agreed: number, n: number): Agreement => ({ agreed, n, ...wilson(agreed, n) });

type Known = ModelVersion & { counts: ModelCounts };
type Registry = { deployment: DeploymentInForce; rollout: Rollout | null; factsOf: RegistryFacts };

/** Who decides, the rollout under way, and what else is told of each version. */
const readRegistry = async (q: Queryable, project: ProjectState, now: number): Promise<Registry> => {
  const deployment = await deploymentOf(q, project.id);
  const { rolloutId } = deployment;
  return {
    deployment,
    rollout: rolloutId === null ? null : await rolloutOf(q, project.id, rolloutId),
    factsOf: await readRegistryFacts(q, project, now),
  };
};

/** A model version as replies tell it. */
const tell = (
  { model, counts: c, ...version }: Known,
  { deployment: { liveId, previousId }, rollout, factsOf }: Registry,
): ModelVersionReply => {
  const at = model.indexOf('@');
  const ofIt = rollout?.candidateId === version.id ? rollout : null;
  return {
    model,
    state: modelState({
      isLive: liveId === version.id,
      isPrevious: previousId === version.id,
      isRetired: version.retiredAt !== null,
      rollout: ofIt,
    }),
    rolloutId: ofIt?.id ?? null,
    name: model.slice(0, at),
    version: model.slice(at + 1),
    description: version.description,
    registeredAt: new Date(version.registeredAt).toISOString(),
    firstPredictionAt: instant(version.firstPredictionAt),
    lastPredictionAt: instant(version.lastPredictionAt),
    predictions: c.auto + c.review,
    compared: c.versions_compared,
    differing: c.versions_differ,
    automated: c.auto,
    agreement: {
      assisted: agreement(c.agreed_assisted, c.compared_assisted),
      blind: agreement(c.agreed_blind, c.compared_blind),
      audit: agreement(c.agreed_audit, c.compared_audit),
    },
    ...factsOf({ ...version, model }),
  };
};

/** One version as replies tell it; throws where there is none of this name. */
const tellOne = async (q: Queryable, project: ProjectState, model: string, now: number) => {
  const [version] = await modelVersionsOf(q, project.id, model);
  if (!version) throw new AppError('not_found', { detail: told`there is no model version ${model} here` });
  return tell(version, await readRegistry(q, project, now));
};

const register =
  ({ db, now }: Services): Handler<(typeof modelsContract)['register']> =>
  ({ params, body, principal, project }) =>
    db.write(async (tx) => {
      const at = now();
      const { before } = await describeModel(tx, project.id, params.model, body.description, at);
      if (before !== body.description)
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'model.described',
          subject: params.model,
          before: before === null ? null : { description: before },
          after: { description: body.description },
        });
      return tellOne(tx, project, params.model, at);
    });

/** What is live or being rolled out decides: it is taken back by a rollback, not by retiring it. */
const retire =
  ({ db, now, publish }: Services): Handler<(typeof modelsContract)['retire']> =>
  ({ params: { model }, body: { retired }, principal, project }) =>
    db.write(async (tx) => {
      const at = now();
      const [version] = await modelVersionsOf(tx, project.id, model);
      if (!version)
        throw new AppError('not_found', { detail: told`there is no model version ${model} here` });
      const { liveId, candidateId } = await deploymentOf(tx, project.id);
      if (retired && [liveId, candidateId].includes(version.id))
        throw new AppError('conflict', { detail: told`${model} is live or being rolled out` });
      if (retired !== (version.retiredAt !== null)) {
        await retireModel(tx, version.id, retired ? at : null);
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'model.retired',
          subject: model,
          before: { retired: !retired },
          after: { retired },
        });
        publish.rolloutsChanged(tx, project);
      }
      return tellOne(tx, project, model, at);
    });

/** Model versions, what each is, and how far people agree with them. */
export const modelsHandlers = (s: Services): Handlers<typeof modelsContract> => ({
  list: ({ project }) =>
    s.db.read(async (q) => {
      const registry = await readRegistry(q, project, s.now());
      return { models: (await modelVersionsOf(q, project.id)).map((version) => tell(version, registry)) };
    }),
  register: register(s),
  retire: retire(s),
  endpoint: showEndpoint(s),
  setEndpoint: setEndpoint(s),
  removeEndpoint: removeEndpoint(s),
  tryEndpoint: tryEndpoint(s),
});
