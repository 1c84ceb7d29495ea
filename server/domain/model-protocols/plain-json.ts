import type { Json } from '../words.ts';
import type { Protocol } from './protocol.ts';
import { answerOf, field } from './said.ts';

/** What a dot path leads to; undefined where it leads nowhere. */
const at = (reply: Json, path: string | null): Json | undefined =>
  path
    ?.split('.')
    .reduce<Json | undefined>(
      (value, step) =>
        Array.isArray(value) ? (/^\d+$/.test(step) ? value[Number(step)] : undefined) : field(value, step),
      reply,
    );

/** The item as JSON, and an answer anywhere in the JSON that comes back. */
export const plainJson: Protocol = {
  request({ key, payload, inputs, occurredAt }) {
    return { key, payload, inputs, occurredAt };
  },
  answer(reply, { mapping, schema }) {
    const value = at(reply, mapping.value);
    if (mapping.value !== null && value === undefined)
      return { fault: `value: there is nothing at ${mapping.value} in the reply` };
    const said = { value, confidence: at(reply, mapping.confidence), scores: at(reply, mapping.scores) };
    return answerOf(said, schema);
  },
};
