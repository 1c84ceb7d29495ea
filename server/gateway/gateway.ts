import type { ModelEndpoint } from '../../db/queries/model-endpoints.ts';
import type { Config } from '../config.ts';
import type { BreakerState } from '../domain/model-protocols/breaker-states.ts';
import type { AskedItem, ModelAnswer, ReplyFault } from '../domain/model-protocols/protocol.ts';
import { protocols } from '../domain/model-protocols/registry.ts';
import type { Json } from '../domain/words.ts';
import type { ProjectState } from '../http/handler.ts';
import { checkLabel } from '../kinds/registry.ts';
import { addressRules } from '../outgoing/address-rules.ts';
import { createSender, type Answer } from '../outgoing/send.ts';
import { createBreaker, type Breaker, type Tried } from './breaker.ts';

/** What came of asking a model: its answer and how long that took, in ms, or why there is none that can be used. */
export type Asked = { answer: ModelAnswer; latencyMs: number } | { error: string };

/** How an endpoint fares, as this instance sees it. `failedAt` in epoch ms. */
export type EndpointHealth = { state: BreakerState; failedAt: number | null; failure: string | null };

/** Asks models by their endpoints. */
export type Gateway = {
  /** Asks for an answer, repeating what is safe to repeat within the endpoint's time; a resting endpoint is not asked. */
  ask(endpoint: ModelEndpoint, project: ProjectState, item: AskedItem): Promise<Asked>;
  /** Asks once, even an endpoint that rests, and lets it count for nothing. */
  try(endpoint: ModelEndpoint, project: ProjectState, item: AskedItem): Promise<Asked>;
  healthOf(endpoint: ModelEndpoint): EndpointHealth;
  close(): void;
};

/** The longest that an endpoint may be given. */
const longestTimeoutMs = 60_000;

const mostReplyBytes = 1_048_576;

type Outcome = Tried & { asked: Asked };

const statusFault = ({ status, error }: Extract<Answer, { status: number }>): string | null =>
  error ?? (status >= 200 && status < 300 ? null : `it answered with status ${status}`);

const jsonOf = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** The answer in a reply, or what is wrong with it. */
const readAnswer = (endpoint: ModelEndpoint, project: ProjectState, payload: Json, reply: string) => {
  const json = jsonOf(reply);
  if (json === undefined) return { fault: 'the reply is no JSON, or too long' };
  const { schema, itemKind } = project;
  const answer = protocols[endpoint.protocol].answer(json, { itemKind, schema, mapping: endpoint.mapping });
  if ('fault' in answer) return answer;
  const wrong = checkLabel(schema, answer.value, 'prediction', payload);
  return wrong === null ? answer : { fault: `value: ${wrong.message}` };
};

/**
 * Asking changes nothing at a model, so what was not answered, or turned away for the moment, may be asked again; not what ran out
 * of time, as the model may be at it yet.
 */
const outcomeOf = (
  endpoint: ModelEndpoint,
  project: ProjectState,
  payload: Json,
  answer: Answer,
  late: boolean,
): Tried & { read: ModelAnswer | ReplyFault } => {
  if (answer.status === null) {
    const fault = late ? `there was no answer within ${endpoint.timeoutMs} ms` : answer.error;
    return { away: true, repeatable: !late, read: { fault } };
  }
  const { status } = answer;
  const fault = statusFault(answer);
  if (fault !== null)
    return {
      away: status === 429 || status >= 500,
      repeatable: [429, 502, 503, 504].includes(status),
      read: { fault },
    };
  return { away: false, repeatable: false, read: readAnswer(endpoint, project, payload, answer.reply) };
};

/** Makes the gateway. Endpoints inside the network are asked only where the setting for callbacks allows it. */
export const createGateway = (config: Config, now: () => number): Gateway => {
  const sender = createSender({
    rules: addressRules(config.callbackAllow),
    timeoutMs: longestTimeoutMs,
    mostRedirects: 0, // the secret is for this address alone
    mostReplyBytes,
  });
  /** By model version: what was last heard of its endpoint, forgotten when that is changed. */
  const known = new Map<
    string,
    { breaker: Breaker; changedAt: number; health: Omit<EndpointHealth, 'state'> }
  >();

  const knownOf = ({ modelVersionId, changedAt }: ModelEndpoint) => {
    const before = known.get(modelVersionId);
    if (before?.changedAt === changedAt) return before;
    const fresh = { breaker: createBreaker(), changedAt, health: { failedAt: null, failure: null } };
    known.set(modelVersionId, fresh);
    return fresh;
  };

  const request = (endpoint: ModelEndpoint, project: ProjectState, item: AskedItem) => {
    const { url, protocol, mapping, secretHeader, secret } = endpoint;
    const { schema, itemKind } = project;
    const body = JSON.stringify(protocols[protocol].request(item, { schema, itemKind, mapping }));
    const headers: Record<string, string> = secretHeader === null ? {} : { [secretHeader]: secret ?? '' };
    const signal = AbortSignal.timeout(endpoint.timeoutMs);
    const began = performance.now();
    const send = async (): Promise<Outcome> => {
      const answer = await sender.post(url, headers, body, signal);
      const { read, ...tried } = outcomeOf(endpoint, project, item.payload, answer, signal.aborted);
      if ('fault' in read) return { ...tried, asked: { error: read.fault } };
      const latencyMs = Math.round(performance.now() - began);
      return { ...tried, asked: { answer: read, latencyMs } };
    };
    return { send, signal };
  };

  return {
    ask: async (endpoint, project, item) => {
      const about = knownOf(endpoint);
      const { send, signal } = request(endpoint, project, item);
      const outcome = await about.breaker.run(send, signal);
      if (outcome === null) return { error: 'its endpoint failed too often, and rests for a while' };
      if ('error' in outcome.asked) about.health = { failedAt: now(), failure: outcome.asked.error };
      return outcome.asked;
    },
    try: async (endpoint, project, item) => (await request(endpoint, project, item).send()).asked,
    healthOf: (endpoint) => {
      const { breaker, health } = knownOf(endpoint);
      return { state: breaker.state(), ...health };
    },
    close: () => sender.close(),
  };
};
