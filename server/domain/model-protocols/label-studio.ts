import { classesOf } from '../label-schema.ts';
import type { ItemKindName, Json } from '../words.ts';
import { fieldsOf } from './fields.ts';
import type { Protocol } from './protocol.ts';
import { answerOf, field } from './said.ts';

/** The tag that shows an item of each kind, and the field that it shows. */
const tags: Record<ItemKindName, readonly [tag: string, shown: string]> = {
  image: ['Image', 'image'],
  text: ['Text', 'text'],
  table: ['Table', 'row'],
  audio: ['Audio', 'audio'],
  video: ['Video', 'video'],
};

const quoted = (text: string): string =>
  `"${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`;

const first = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : undefined);

/**
 * What Label Studio asks of its ML backends at `/predict`: the item is a task, the project's question a labelling configuration,
 * and the answer the first choice of the first result, with its score. An empty result abstains.
 */
export const labelStudio: Protocol = {
  request(item, { itemKind, schema }) {
    const [tag, shown] = tags[itemKind];
    const choices = classesOf(schema)
      .map(({ name }) => `<Choice value=${quoted(name)}/>`)
      .join('');
    const config = `<View><${tag} name="item" value="$${shown}"/><Choices name="label" toName="item">${choices}</Choices></View>`;
    return { tasks: [{ id: 1, data: fieldsOf(item) }], label_config: config, params: {} };
  },
  answer(reply, { schema }) {
    const prediction = first(field(reply, 'results'));
    const results = field(prediction, 'result');
    if (!Array.isArray(results)) return { fault: 'results.0.result: there is none in the reply' };
    if (results.length === 0) return { value: null, confidence: null, scores: null };
    const result = results.find((one) => field(one, 'type') === 'choices');
    const choice = first(field(field(result, 'value'), 'choices'));
    if (choice === undefined) return { fault: 'results.0.result: no choice is among them' };
    const confidence = field(result, 'score') ?? field(prediction, 'score');
    return answerOf({ value: choice, confidence, scores: undefined }, schema);
  },
};
