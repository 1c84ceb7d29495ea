import type { Json } from '../words.ts';
import { fieldsOf } from './fields.ts';
import type { AskedItem, Protocol } from './protocol.ts';
import { answerOf, field } from './said.ts';

const datatypes = { number: 'FP64', boolean: 'BOOL', string: 'BYTES' } as const;

/** One value as a tensor of one row; null where it is missing or no scalar. */
const tensor = ([name, value]: [string, Json]): Json[] => {
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') return [];
  const shown = { name, shape: [1, 1], datatype: datatypes[typeof value as keyof typeof datatypes] };
  return [
    { ...shown, data: [value], ...(typeof value === 'string' && { parameters: { content_type: 'str' } }) },
  ];
};

/** A row's columns stand beside what else is told of the item. */
const columnsOf = (item: AskedItem): Record<string, Json> => {
  const { row, ...fields } = fieldsOf(item);
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? { ...fields, ...row } : fields;
};

/** A tensor's elements in one list: servers may nest them by its shape. */
const elementsOf = (data: Json | undefined): Json[] =>
  Array.isArray(data) ? data.flatMap((one) => (Array.isArray(one) ? elementsOf(one) : [one])) : [];

/**
 * Open Inference Protocol v2 over REST, as KServe, Triton, MLServer and others speak it: each field of the item is an input of
 * its name, and outputs are the value (all of its elements where an answer is a list), the confidence, and scores in the order of the project's classes.
 */
export const openInference: Protocol = {
  request(item) {
    const inputs = Object.entries(columnsOf(item)).flatMap(tensor);
    return { id: item.key, parameters: { content_type: 'pd' }, inputs };
  },
  answer(reply, { mapping, schema }) {
    const outputs = field(reply, 'outputs');
    if (!Array.isArray(outputs)) return { fault: 'outputs: there are none in the reply' };
    const named = (name: string | null): Json[] | undefined => {
      const output = name === null ? undefined : outputs.find((one) => field(one, 'name') === name);
      return output === undefined ? undefined : elementsOf(field(output, 'data'));
    };
    const value = named(mapping.value);
    const confidence = named(mapping.confidence);
    const scores = named(mapping.scores);
    if (value === undefined && scores === undefined)
      return {
        fault: `value: no output is named ${[mapping.value, mapping.scores].filter((n) => n !== null).join(' or ')}`,
      };
    if (value?.length === 0 && schema.kind !== 'choices')
      return { fault: `value: the output ${mapping.value} is empty` };
    const isList = schema.kind === 'choices';
    return answerOf({ value: isList ? value : value?.[0], confidence: confidence?.[0], scores }, schema);
  },
};
