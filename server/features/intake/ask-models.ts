import { setTimeout as passed } from 'node:timers/promises';
import { deploymentOf } from '../../../db/queries/deployments.ts';
import { modelEndpointsOf, type NamedEndpoint } from '../../../db/queries/model-endpoints.ts';
import { assignedModel, comparedModels } from '../../domain/assignment.ts';
import { AppError } from '../../errors.ts';
import type { Asked } from '../../gateway/gateway.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { askedItem } from './asked-item.ts';
import type { Item, Submission } from '../../contract/submissions.ts';
import type { Prepared } from '../../submissions/prepare.ts';
import { told } from '../../domain/told.ts';

/** How long a compared version's answer is waited for once the assigned one's is there, in ms. */
const graceMs = 100;

/** What versions said of an item, as a submission tells it. */
export type Said = Pick<
  Prepared,
  'model' | 'value' | 'confidence' | 'scores' | 'latencyMs' | 'epoch' | 'others' | 'failed'
>;

const noAnswer = { value: null, confidence: null, scores: null, latencyMs: null } as const;

/**
 * The version that is to decide, and those that are compared with it. Where none was ever rolled out, the version registered last of
 * those that have an endpoint decides, but never one that is only tried.
 */
const whomToAsk = async ({ db }: Services, project: ProjectState, item: Item) => {
  const { deployment, endpoints } = await db.read(async (q) => ({
    deployment: await deploymentOf(q, project.id),
    endpoints: await modelEndpointsOf(q, project.id),
  }));
  const { candidate, epoch } = deployment;
  const first = endpoints.find(({ model, retiredAt }) => retiredAt === null && model !== candidate);
  const model = assignedModel(deployment, item.unit ?? item.key) ?? first?.model;
  if (model === undefined)
    throw new AppError('conflict', { detail: told`no model version that decides here has an endpoint` });
  return {
    epoch,
    model,
    decides: endpoints.find((one) => one.model === model),
    compared: endpoints.filter((one) => comparedModels(deployment, model).includes(one.model)),
  };
};

/** What a compared version says, if it says it before `over`; what comes later is dropped, and told to the log. */
const inTime = async (
  { log }: Services,
  model: string,
  asked: Promise<Asked>,
  over: Promise<null>,
): Promise<Submission['others']> => {
  const heard = await Promise.race([asked, over]);
  if (heard === null)
    void asked.then(() => log.info({ model }, 'a compared version answered too late, and was not compared'));
  else if ('error' in heard) log.warn({ model, error: heard.error }, 'a compared version failed');
  return heard && 'answer' in heard ? [{ model, ...heard.answer, latencyMs: heard.latencyMs }] : [];
};

/**
 * Asks the version that is assigned to an item, and at the same time those that are compared with it, whose answers are kept
 * where they come at most a moment after its own. A version that fails abstains, so that people decide.
 */
export const askModels = async (services: Services, project: ProjectState, item: Item): Promise<Said> => {
  const { gateway, log, stopping } = services;
  const { epoch, model, decides, compared } = await whomToAsk(services, project, item);
  const about = await askedItem(services, project, item);
  const ask = ({ endpoint }: NamedEndpoint) => gateway.ask(endpoint, project, about);
  const others = compared.map((one) => ({ model: one.model, asked: ask(one) }));
  const asked: Asked = decides ? await ask(decides) : { error: 'it has no endpoint' };
  const over = passed(graceMs, null, { ref: false });
  const said = await Promise.all(others.map((one) => inTime(services, one.model, one.asked, over)));
  const first = { model, epoch, others: said.flat() };
  if ('answer' in asked) return { ...first, ...asked.answer, latencyMs: asked.latencyMs, failed: false };
  if (stopping.aborted) throw new AppError('shutting_down');
  log.warn({ model, error: asked.error }, 'a model failed, and people decide');
  return { ...first, ...noAnswer, failed: true };
};
