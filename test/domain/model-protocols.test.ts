import { describe, expect, test } from 'vitest';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { ProtocolName } from '../../server/domain/model-protocols/names.ts';
import { firstMapping, type ReplyMapping } from '../../server/domain/model-protocols/protocol.ts';
import { protocols } from '../../server/domain/model-protocols/registry.ts';
import type { ItemKindName, Json } from '../../server/domain/words.ts';

const schema: LabelSchema = {
  kind: 'choice',
  classes: ['scratched', 'intact'].map((name) => ({
    name,
    title: name,
    color: '#000000',
    key: null,
    retired: false,
  })),
};
const asked = (mapping: ReplyMapping = firstMapping, itemKind: ItemKindName = 'text') => ({
  itemKind,
  schema,
  mapping,
});
const item = (payload: Json, inputs = {}) => ({ key: 'a', payload, inputs, occurredAt: null });
const answerOf = (name: ProtocolName, reply: Json, mapping?: ReplyMapping) =>
  protocols[name].answer(reply, asked(mapping));

describe('plain JSON', () => {
  test('sends the item as it is', () => {
    expect(protocols.plain_json.request(item({ text: 'A phone' }, { line: 3 }), asked())).toEqual({
      key: 'a',
      payload: { text: 'A phone' },
      inputs: { line: 3 },
      occurredAt: null,
    });
  });

  const sure = { value: 'scratched', confidence: 0.9, scores: null };
  const only = (value: string | null, scores: string | null = null) => ({ value, confidence: null, scores });
  test.each<[string, Json, ReplyMapping, Json]>([
    ['value and confidence by name', { value: 'scratched', confidence: 0.9 }, firstMapping, sure],
    [
      'a value deep in lists',
      { r: [{ top: { l: 'intact' } }] },
      only('r.0.top.l'),
      { value: 'intact', confidence: null, scores: null },
    ],
    ['a class named by a number', { value: 3 }, firstMapping, { value: '3', confidence: null, scores: null }],
    ['null: it abstains', { value: null }, firstMapping, { value: null, confidence: null, scores: null }],
    [
      'scores alone, in the order of the classes',
      { s: [0.2, 0.8] },
      only(null, 's'),
      { value: 'intact', confidence: 0.8, scores: { scratched: 0.2, intact: 0.8 } },
    ],
    [
      'scores by class, the value’s as its confidence',
      { value: 'intact', scores: { intact: 0.7, scratched: 0.3 } },
      firstMapping,
      { value: 'intact', confidence: 0.7, scores: { intact: 0.7, scratched: 0.3 } },
    ],
    [
      'logits, which are no confidence',
      { value: 'intact', scores: { intact: 3 } },
      firstMapping,
      { value: 'intact', confidence: null, scores: { intact: 3 } },
    ],
    [
      'nothing at the path',
      { label: 'intact' },
      firstMapping,
      { fault: 'value: there is nothing at value in the reply' },
    ],
    [
      'a name that every object has',
      {},
      only('constructor'),
      { fault: 'value: there is nothing at constructor in the reply' },
    ],
    ['a list in place of an object', [], only(null, 's'), { fault: 'value: there is none in the reply' }],
    [
      'a confidence in percent',
      { value: 'intact', confidence: 90 },
      firstMapping,
      { fault: 'confidence: must be a number from 0 to 1' },
    ],
    [
      'a confidence that is text',
      { value: 'intact', confidence: '0.9' },
      firstMapping,
      { fault: 'confidence: must be a number from 0 to 1' },
    ],
    [
      'a score too few',
      { scores: [1] },
      only(null, 'scores'),
      { fault: 'scores: there are 1 for 2 classes' },
    ],
    [
      'scores that are no numbers',
      { value: 'intact', scores: { intact: 'high' } },
      firstMapping,
      { fault: 'scores: must be numbers, by class or in the order of the classes' },
    ],
  ])('reads %s', (_, reply, mapping, answer) => {
    expect(answerOf('plain_json', reply, mapping)).toEqual(answer);
  });
});

describe('the Open Inference Protocol', () => {
  test('has a tensor for each field: columns of a row, files by their base64, and inputs', () => {
    const row = { length: 3.5, used: true, maker: 'Nokia', missing: null };
    expect(
      protocols.open_inference.request(item({ row, title: 'A' }, { line: 3 }), asked(firstMapping, 'table')),
    ).toEqual({
      id: 'a',
      parameters: { content_type: 'pd' },
      inputs: [
        { name: 'line', shape: [1, 1], datatype: 'FP64', data: [3] },
        { name: 'title', shape: [1, 1], datatype: 'BYTES', data: ['A'], parameters: { content_type: 'str' } },
        { name: 'length', shape: [1, 1], datatype: 'FP64', data: [3.5] },
        { name: 'used', shape: [1, 1], datatype: 'BOOL', data: [true] },
        {
          name: 'maker',
          shape: [1, 1],
          datatype: 'BYTES',
          data: ['Nokia'],
          parameters: { content_type: 'str' },
        },
      ],
    });
    expect(protocols.open_inference.request(item({ image: { base64: 'AAAA' } }), asked())).toMatchObject({
      inputs: [{ name: 'image', datatype: 'BYTES', data: ['AAAA'] }],
    });
  });

  const output = (name: string, data: Json) => ({ name, shape: [1, 1], datatype: 'BYTES', data });
  test.each<[string, Json[] | null, Json]>([
    [
      'a value and a confidence',
      [output('value', ['intact']), output('confidence', [0.9])],
      { value: 'intact', confidence: 0.9, scores: null },
    ],
    [
      'nested scores alone',
      [output('scores', [[0.9, 0.1]])],
      { value: 'scratched', confidence: 0.9, scores: { scratched: 0.9, intact: 0.1 } },
    ],
    ['no outputs', null, { fault: 'outputs: there are none in the reply' }],
    [
      'none of a known name',
      [output('predict', [1])],
      { fault: 'value: no output is named value or scores' },
    ],
    ['an empty value', [output('value', [])], { fault: 'value: the output value is empty' }],
  ])('reads %s', (_, outputs, answer) => {
    expect(answerOf('open_inference', { model_name: 'm', outputs })).toEqual(answer);
  });
});

describe('Label Studio', () => {
  test('asks a task under a labelling configuration of the project’s classes', () => {
    const odd = { ...schema, classes: schema.classes.map((c) => ({ ...c, name: `<${c.name}&` })) };
    const request = protocols.label_studio.request(item({ text: 'A phone' }, { line: 3 }), {
      ...asked(),
      schema: odd,
    });
    expect(request).toEqual({
      tasks: [{ id: 1, data: { text: 'A phone', line: 3 } }],
      label_config:
        '<View><Text name="item" value="$text"/><Choices name="label" toName="item">' +
        '<Choice value="&lt;scratched&amp;"/><Choice value="&lt;intact&amp;"/></Choices></View>',
      params: {},
    });
  });

  const choice = (more = {}) => ({ type: 'choices', value: { choices: ['intact'] }, ...more });
  test.each<[string, Json, Json]>([
    [
      'a choice with its score',
      { results: [{ result: [choice({ score: 0.8 })], score: 0.5 }] },
      { value: 'intact', confidence: 0.8, scores: null },
    ],
    [
      'a choice with the score of all',
      { results: [{ result: [choice()], score: 0.5 }] },
      { value: 'intact', confidence: 0.5, scores: null },
    ],
    [
      'an empty result: it abstains',
      { results: [{ result: [], score: 0 }] },
      { value: null, confidence: null, scores: null },
    ],
    ['no results', { results: [] }, { fault: 'results.0.result: there is none in the reply' }],
    [
      'a result of another kind',
      { results: [{ result: [{ type: 'rating' }] }] },
      { fault: 'results.0.result: no choice is among them' },
    ],
  ])('reads %s', (_, reply, answer) => {
    expect(answerOf('label_studio', reply)).toEqual(answer);
  });
});
