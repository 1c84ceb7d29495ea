import type { Queryable } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  modelEndpointsOf,
  removeModelEndpoint,
  saveModelEndpoint,
  type ModelEndpoint,
} from '../../../db/queries/model-endpoints.ts';
import { modelVersionsOf } from '../../../db/queries/models.ts';
import { fieldErrors } from '../../contract/parse.ts';
import { hasClasses } from '../../domain/label-schema.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { itemKinds } from '../../kinds/registry.ts';
import { checkUrl } from '../../outgoing/check-url.ts';
import type { ModelEndpointReply, modelsContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type C = typeof modelsContract;

const tell = ({ gateway }: Services, endpoint: ModelEndpoint): ModelEndpointReply => {
  const { url, protocol, timeoutMs, secretHeader, mapping, changedAt } = endpoint;
  const { state, failedAt, failure } = gateway.healthOf(endpoint);
  return {
    url,
    protocol,
    timeoutMs,
    secretHeader,
    mapping,
    state,
    failure,
    changedAt: new Date(changedAt).toISOString(),
    failedAt: failedAt === null ? null : new Date(failedAt).toISOString(),
  };
};

/** As the audit log keeps it: without the secret. */
const audited = ({ url, protocol, timeoutMs, secretHeader, mapping }: ModelEndpoint) => ({
  url,
  protocol,
  timeoutMs,
  secretHeader,
  mapping,
});

const find = async (q: Queryable, projectId: string, model: string): Promise<ModelEndpoint | null> => {
  const found = (await modelEndpointsOf(q, projectId)).find((one) => one.model === model);
  return found?.endpoint ?? null;
};

const found = async (q: Queryable, projectId: string, model: string): Promise<ModelEndpoint> => {
  const endpoint = await find(q, projectId, model);
  if (!endpoint)
    throw new AppError('not_found', { detail: told`the model version ${model} has no endpoint` });
  return endpoint;
};

const versionOf = async (q: Queryable, projectId: string, model: string): Promise<{ id: string }> => {
  const [version] = await modelVersionsOf(q, projectId, model);
  if (!version) throw new AppError('not_found', { detail: told`there is no model version ${model} here` });
  return version;
};

/** Where a version is asked, and how that goes. */
export const showEndpoint =
  (s: Services): Handler<C['endpoint']> =>
  ({ params: { model }, project }) =>
    s.db.read(async (q) => {
      await versionOf(q, project.id, model);
      const endpoint = await find(q, project.id, model);
      return { endpoint: endpoint && tell(s, endpoint) };
    });

/** A secret that was told for one server is not sent to another unless it is told again. */
const secretFor = (before: ModelEndpoint | null, url: string, header: string | null, given?: string) => {
  if (header === null) return null;
  if (given !== undefined) return given;
  if (before?.secret && new URL(before.url).origin === new URL(url).origin) return before.secret;
  throw invalidField(
    ['secret'],
    told`is required with a header, and again where the address is of another origin`,
  );
};

/** Sets where a version is asked, and closes its breaker. */
export const setEndpoint =
  (s: Services): Handler<C['setEndpoint']> =>
  async ({ params: { model }, body: { secret, ...body }, principal, project }) => {
    checkUrl(s.config, body.url);
    if (body.protocol === 'label_studio' && !hasClasses(project.schema))
      throw invalidField(['protocol'], told`asks for one class, and answers here are no classes`);
    const endpoint = await s.db.write(async (tx) => {
      const { id } = await versionOf(tx, project.id, model);
      const before = await find(tx, project.id, model);
      const changedAt = s.now();
      const next: ModelEndpoint = {
        ...body,
        modelVersionId: id,
        projectId: project.id,
        secret: secretFor(before, body.url, body.secretHeader, secret),
        changedAt,
      };
      await saveModelEndpoint(tx, next);
      await recordAudit(tx, {
        at: changedAt,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'model.endpoint_set',
        subject: model,
        before: before && audited(before),
        after: audited(next),
      });
      return next;
    });
    return tell(s, endpoint);
  };

/** Takes a version's endpoint away. */
export const removeEndpoint =
  (s: Services): Handler<C['removeEndpoint']> =>
  ({ params: { model }, principal, project }) =>
    s.db.write(async (tx) => {
      const before = await found(tx, project.id, model);
      await removeModelEndpoint(tx, before.modelVersionId);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'model.endpoint_removed',
        subject: model,
        before: audited(before),
        after: null,
      });
      return { ok: true as const };
    });

/** Asks once about an item that is not kept. */
export const tryEndpoint =
  (s: Services): Handler<C['tryEndpoint']> =>
  async ({ params: { model }, body: { payload, inputs }, project }) => {
    const checked = itemKinds[project.itemKind].submitted.safeParse(payload);
    if (!checked.success)
      throw new AppError('invalid_input', { errors: fieldErrors(checked.error, ['payload']) });
    const endpoint = await s.db.read((q) => found(q, project.id, model));
    const asked = await s.gateway.try(endpoint, project, { key: 'try', payload, inputs, occurredAt: null });
    return 'error' in asked ? asked : { ...asked.answer, latencyMs: asked.latencyMs };
  };
