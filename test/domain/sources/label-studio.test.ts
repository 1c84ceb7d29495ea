import { describe, expect, it } from 'vitest';
import type { LabelSchema, SimpleSchema } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { choice, fieldsIn, readAll } from './read.ts';

const classes = choice.kind === 'choice' ? choice.classes : [];
const shapes = { classes, min: 0, max: null, tolerance: 0 };
const stretches = { ...shapes, overlaps: false, iou: 0.5 };

const task = (results: Json[], more: Record<string, Json> = {}): string =>
  JSON.stringify([{ id: 7, data: { text: 'a 🦊 and a dog' }, annotations: [{ result: results }], ...more }]);

const valueIn = async (schema: LabelSchema, results: Json[]): Promise<unknown> => {
  const [fields] = await fieldsIn('label_studio', task(results), schema);
  return (fields as { value: Json }).value;
};

const onImage = (type: string, value: Record<string, Json>): Json => ({
  type,
  from_name: 'label',
  to_name: 'image',
  original_width: 640,
  original_height: 480,
  value,
});

/** By which ids a row that left from here can be traced. */
const ours = {
  item_id: 'i',
  label_id: 'l',
  prediction_id: null,
  routing_id: null,
  decision_ids: [],
  estimate_id: null,
};

describe('Label Studio’s tasks', () => {
  it('are read as they come, with what was annotated and predicted', async () => {
    const tasks = [
      {
        id: 7,
        data: { image: 'https://x.test/7.png', line: 3 },
        annotations: [
          { was_cancelled: true, result: [{ type: 'choices', value: { choices: ['dog'] } }] },
          { created_at: '2026-01-01T00:00:00Z', result: [{ type: 'choices', value: { choices: ['cat'] } }] },
        ],
        predictions: [
          { model_version: 'v 3', score: 0.8, result: [{ type: 'choices', value: { choices: ['dog'] } }] },
        ],
      },
      { id: 8, data: { image: 'https://x.test/8.png' }, annotations: [] },
      'no task',
    ];
    expect(await readAll('label_studio', JSON.stringify(tasks, null, 2))).toMatchObject([
      {
        line: 1,
        annotatedAt: '2026-01-01T00:00:00Z',
        fields: {
          id: 7,
          'data.image': 'https://x.test/7.png',
          'data.line': 3,
          value: 'cat',
          model: 'label-studio@v-3',
          model_value: 'dog',
          confidence: 0.8,
        },
      },
      { line: 2, fields: { id: 8, value: null } },
      { line: 3, fault: { message: 'must be an object' } },
    ]);
  });

  it('that are marked as the truth come before others', async () => {
    const annotations = ['cat', 'dog'].map((name, i) => ({
      ground_truth: i === 1,
      result: [{ type: 'choices', value: { choices: [name] } }],
    }));
    expect(await fieldsIn('label_studio', task([], { annotations }))).toMatchObject([{ value: 'dog' }]);
  });

  it('that came from here have the columns that they left with', async () => {
    const meta = { countersign: { key: 'k', value: 'dog', source: 'human', opinions: [], lineage: ours } };
    const answered = [{ type: 'choices', value: { choices: ['dog'] } }];
    const whole = { key: 'k', value: 'dog', source: 'human', opinions: [], lineage: ours };
    expect(await fieldsIn('label_studio', task(answered, { meta }))).toMatchObject([whole]);
    expect(await fieldsIn('label_studio', task([], { meta, annotations: [] }))).toMatchObject([whole]);
  });

  it('that came from here and were answered anew have that answer, and nothing says that it was given here', async () => {
    const meta = { countersign: { key: 'k', value: 'dog', source: 'human', opinions: [], lineage: ours } };
    const answered = [{ type: 'choices', value: { choices: ['cat'] } }];
    const [first] = await fieldsIn('label_studio', task(answered, { meta }));
    expect(first).toMatchObject({ key: 'k', value: 'cat' });
    expect(first).not.toHaveProperty('lineage');
  });

  it('that came from here have places to the last digit, where these were reckoned in percent and back alone', async () => {
    const boxes: LabelSchema = { kind: 'boxes', ...shapes, iou: 0.5 };
    const box = { class: 'dog', x: 1 / 3, y: 2 / 7, width: 10.1, height: 1e-3 };
    const result = (x: number) => [
      onImage('rectanglelabels', {
        x: (x / 640) * 100,
        y: (box.y / 480) * 100,
        width: (box.width / 640) * 100,
        height: (box.height / 480) * 100,
        rectanglelabels: ['dog'],
      }),
    ];
    const meta = { countersign: { key: 'k', value: [box], lineage: ours } };
    const [same] = await fieldsIn('label_studio', task(result(box.x), { meta }), boxes);
    expect(same).toMatchObject({ value: [box], lineage: ours });
    const [moved] = await fieldsIn('label_studio', task(result(box.x + 0.5), { meta }), boxes);
    expect(moved).not.toHaveProperty('lineage');
  });

  it('end where the file is no JSON, and what came before is kept', async () => {
    const found = await fieldsIn('label_studio', '[{"id":1,"data":{}},{"id":2,');
    expect(found).toEqual([{ id: 1, value: null }, 'is a list that does not end']);
    expect(await fieldsIn('label_studio', '{"id":1}')).toEqual(['is no JSON list']);
    expect(await fieldsIn('label_studio', '[{"id":1}]x')).toEqual([
      { id: 1, value: null },
      'has something behind its list',
    ]);
  });

  it('harm only themselves where they are no JSON, or longer than the limit', async () => {
    const long = JSON.stringify({ id: 'x'.repeat(200) });
    const list = `\uFEFF [ {"id":"],\\"["}, {id}, ${long}, {"id":[{"a":[1,2]}]},]`;
    expect(await fieldsIn('label_studio', list, choice, 100)).toEqual([
      { id: '],"[', value: null },
      'is not JSON',
      'is longer than 100 bytes, the limit of this server',
      { id: [{ a: [1, 2] }], value: null },
      'is not JSON',
    ]);
    expect(await fieldsIn('label_studio', ' [ ] \n')).toEqual([]);
  });
});

describe('Label Studio’s results', () => {
  const cases: [string, SimpleSchema, Json[], Json][] = [
    [
      'choices of several',
      { kind: 'choices', classes, min: 0, max: null },
      [{ type: 'choices', value: { choices: ['cat', 'dog'] } }],
      ['cat', 'dog'],
    ],
    [
      'rectangles in percent as boxes in pixels',
      { kind: 'boxes', iou: 0.5, ...shapes },
      [
        onImage('rectanglelabels', {
          x: 10,
          y: 25,
          width: 50,
          height: 12.5,
          rotation: 0,
          rectanglelabels: ['cat'],
        }),
      ],
      [{ class: 'cat', x: 64, y: 120, width: 320, height: 60 }],
    ],
    [
      'polygons',
      { kind: 'polygons', iou: 0.5, ...shapes },
      [
        onImage('polygonlabels', {
          points: [
            [0, 0],
            [100, 0],
            [50, 50],
          ],
          polygonlabels: ['dog'],
        }),
      ],
      [
        {
          class: 'dog',
          points: [
            [0, 0],
            [640, 0],
            [320, 240],
          ],
        },
      ],
    ],
    [
      'key points',
      { kind: 'points', distance: 10, ...shapes },
      [onImage('keypointlabels', { x: 50, y: 50, width: 0.3, keypointlabels: ['dog'] })],
      [{ class: 'dog', x: 320, y: 240 }],
    ],
    [
      'labels of a text, in their order and in code points',
      { kind: 'spans', ...stretches },
      [
        { type: 'labels', to_name: 'text', value: { start: 10, end: 13, text: 'dog', labels: ['dog'] } },
        { type: 'labels', to_name: 'text', value: { start: 2, end: 3, labels: ['cat'] } },
      ],
      [
        { class: 'cat', start: 2, end: 3 },
        { class: 'dog', start: 10, end: 13 },
      ],
    ],
    [
      'labels of a text in UTF-16 units, where what was marked fits those alone',
      { kind: 'spans', ...stretches },
      [{ type: 'labels', to_name: 'text', value: { start: 11, end: 14, text: 'dog', labels: ['dog'] } }],
      [{ class: 'dog', start: 10, end: 13 }],
    ],
    [
      'labels of a page, by the places in its text',
      { kind: 'spans', ...stretches },
      [
        {
          type: 'hypertextlabels',
          to_name: 'text',
          value: {
            start: '/p[1]/text()[1]',
            end: '/p[1]/text()[1]',
            startOffset: 4,
            endOffset: 7,
            globalOffsets: { start: 10, end: 13 },
            text: 'dog',
            hypertextlabels: ['dog'],
          },
        },
      ],
      [{ class: 'dog', start: 10, end: 13 }],
    ],
    [
      'labels of a recording',
      { kind: 'ranges', ...stretches },
      [{ type: 'labels', to_name: 'audio', value: { start: 0.5, end: 1.25, channel: 0, labels: ['dog'] } }],
      [{ class: 'dog', start: 0.5, end: 1.25 }],
    ],
    [
      'a text',
      { kind: 'transcript', maxLength: 100, tolerance: 0 },
      [{ type: 'textarea', value: { text: ['one', 'two'] } }],
      'one\ntwo',
    ],
    [
      'a number',
      { kind: 'number', min: null, max: null, step: null, unit: '', tolerance: 0 },
      [{ type: 'number', value: { number: 4.5 } }],
      4.5,
    ],
    [
      'a rating',
      { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 },
      [{ type: 'rating', value: { rating: 4 } }],
      4,
    ],
  ];

  it.each(cases)('are read: %s', async (_, schema, results, value) => {
    expect(await valueIn(schema, results)).toEqual(value);
  });

  it('without a mark are an answer where marks are asked for, and none where a class is', async () => {
    expect(await valueIn({ kind: 'boxes', iou: 0.5, ...shapes }, [])).toEqual([]);
    expect(await valueIn(choice, [])).toBeNull();
  });

  it.each(['polygonlabels', 'ellipselabels', 'brushlabels', 'rectangle'])(
    'are told of where all marks are %s and others are asked for',
    async (type) => {
      const result = [onImage(type, { x: 1, y: 1, [type]: ['cat'] })];
      const predictions = [{ result, score: 0.5 }];
      const boxes: LabelSchema = { kind: 'boxes', iou: 0.5, ...shapes };
      const message = `has marks of the type ${type}, where those of rectanglelabels are read`;
      expect(await readAll('label_studio', task(result, { predictions }), boxes)).toMatchObject([
        { unread: { value: { message }, model_value: { message } } },
      ]);
      const mixed = task([...result, onImage('rectanglelabels', { rectanglelabels: ['cat'] })]);
      const alone = task([{ type: 'choices', value: { choices: ['cat'] } }]);
      for (const readable of [mixed, alone])
        expect(await readAll('label_studio', readable, boxes)).toMatchObject([{ unread: {} }]);
    },
  );

  it('keep what is no answer here, so that it is refused', async () => {
    const turned = onImage('rectanglelabels', {
      x: 0,
      y: 0,
      width: 1,
      height: 1,
      rotation: 30,
      rectanglelabels: ['cat'],
    });
    expect(await valueIn({ kind: 'boxes', iou: 0.5, ...shapes }, [turned])).toMatchObject([{ rotation: 30 }]);
    expect(await valueIn(choice, [{ type: 'choices', value: { choices: ['cat', 'dog'] } }])).toEqual([
      'cat',
      'dog',
    ]);
  });

  it('are read by the names of their controls where a form is asked for', async () => {
    const field = (name: string, schema: SimpleSchema) => ({
      name,
      title: name,
      required: true,
      when: null,
      schema,
    });
    const form: LabelSchema = {
      kind: 'form',
      fields: [
        field('what', { kind: 'choice', classes }),
        field('stars', { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 }),
      ],
    };
    const results: Json[] = [
      { type: 'rating', from_name: 'stars', value: { rating: 2 } },
      { type: 'choices', from_name: 'what', value: { choices: ['cat'] } },
      { type: 'choices', from_name: 'other', value: { choices: ['dog'] } },
    ];
    expect(await valueIn(form, results)).toEqual({ what: 'cat', stars: 2 });
  });
});
