import { expect, test } from 'vitest';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { ItemKindName, Json } from '../../../server/domain/words.ts';
import { classesOf, datasetOf, filesOf, hashOf, marked, rowOf, textIn } from '../../support/dataset.ts';

import { fieldsIn } from '../sources/read.ts';

const { label_studio: labelStudio } = datasetFormats;

type Task = {
  data: Json;
  meta: { countersign: Json };
  predictions: { model_version: string; score: number; result: Json[] }[];
  annotations: { result: Json[]; was_cancelled: boolean }[];
};

const picture = { image: { media: hashOf('A'), type: 'image/png', size: 1 }, width: 200, height: 100 };
const film = { video: { url: 'https://example.com/a.mp4' } };
const stretches = { overlaps: false, iou: 0.5 };
const image = { original_width: 200, original_height: 100, image_rotation: 0 };

type Case = [
  itemKind: ItemKindName,
  schema: LabelSchema,
  payload: Json,
  value: Json,
  data: Json,
  results: Json[],
];
const cases: Case[] = [
  [
    'table',
    { kind: 'choice', classes: classesOf('a', 'b') },
    { row: { x: 1 } },
    'b',
    { row: { x: 1 } },
    [{ type: 'choices', value: { choices: ['b'] } }],
  ],
  [
    'text',
    { kind: 'choices', classes: classesOf('a', 'b'), min: 0, max: null },
    { text: 't' },
    ['a', 'b'],
    { text: 't' },
    [{ type: 'choices', value: { choices: ['a', 'b'] } }],
  ],
  [
    'text',
    { kind: 'number', min: null, max: null, step: null, unit: '', tolerance: 0 },
    { text: 't' },
    1.5,
    { text: 't' },
    [{ type: 'number', value: { number: 1.5 } }],
  ],
  [
    'text',
    { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 },
    { text: 't' },
    4,
    { text: 't' },
    [{ type: 'rating', value: { rating: 4 } }],
  ],
  [
    'text',
    { kind: 'text', maxLength: 99 },
    { text: 't' },
    'so "it" is',
    { text: 't' },
    [{ type: 'textarea', value: { text: ['so "it" is'] } }],
  ],
  [
    'audio',
    { kind: 'transcript', maxLength: 99, tolerance: 0 },
    { audio: { url: 'https://example.com/a.mp3' } },
    'hello',
    { audio: 'https://example.com/a.mp3' },
    [{ type: 'textarea', value: { text: ['hello'] } }],
  ],
  [
    'image',
    { kind: 'boxes', ...marked('dent'), iou: 0.5 },
    picture,
    [{ class: 'dent', x: 20, y: 20, width: 50, height: 25 }],
    { image: '/data/local-files/?d=media/k.png' },
    [
      {
        type: 'rectanglelabels',
        ...image,
        value: { x: 10, y: 20, width: 25, height: 25, rotation: 0, rectanglelabels: ['dent'] },
      },
    ],
  ],
  [
    'image',
    { kind: 'polygons', ...marked('dent'), iou: 0.5 },
    picture,
    [
      {
        class: 'dent',
        points: [
          [0, 0],
          [100, 0],
          [200, 100],
        ],
      },
    ],
    { image: '/data/local-files/?d=media/k.png' },
    [
      {
        type: 'polygonlabels',
        ...image,
        value: {
          points: [
            [0, 0],
            [50, 0],
            [100, 100],
          ],
          closed: true,
          polygonlabels: ['dent'],
        },
      },
    ],
  ],
  [
    'image',
    { kind: 'points', ...marked('dent'), distance: 3 },
    picture,
    [{ class: 'dent', x: 20, y: 50 }],
    { image: '/data/local-files/?d=media/k.png' },
    [{ type: 'keypointlabels', ...image, value: { x: 10, y: 50, width: 0.5, keypointlabels: ['dent'] } }],
  ],
  [
    'text',
    { kind: 'spans', ...marked('PER'), ...stretches },
    { text: '𝔸 Ada' },
    [{ class: 'PER', start: 2, end: 5 }],
    { text: '𝔸 Ada' },
    [{ type: 'labels', value: { start: 2, end: 5, text: 'Ada', labels: ['PER'] } }],
  ],
  [
    'video',
    { kind: 'ranges', ...marked('cough'), ...stretches },
    film,
    [{ class: 'cough', start: 0.5, end: 1.25 }],
    { video: 'https://example.com/a.mp4' },
    [{ type: 'labels', value: { start: 0.5, end: 1.25, channel: 0, labels: ['cough'] } }],
  ],
];

test.each(cases)(
  'an answer to %s of %o is a result of its type, and the row stands beside it as it was',
  async (itemKind, schema, payload, value, data, results) => {
    const row = rowOf({ key: 'k', payload, value, model_value: value });
    const without = rowOf({ key: 'l', payload, value: null });
    const files = await filesOf(labelStudio, datasetOf(itemKind, schema, [row, without], { stored: ['A'] }));
    const tasks = JSON.parse(textIn(files, 'tasks.json')) as Task[]; // as it is written
    const named = results.map((result, i) => ({
      id: `r${i + 1}`,
      from_name: 'label',
      to_name: 'item',
      ...(result as object), // they are objects
    }));
    expect(tasks[0]?.data).toEqual({ ...(data as object), key: 'k' });
    expect(tasks[0]?.annotations).toMatchObject([{ result: named, was_cancelled: false }]);
    expect(tasks[0]?.predictions).toEqual([{ model_version: 'eye@1', score: 0.5, result: named }]);
    expect(tasks[1]).toMatchObject({ annotations: [], predictions: [] });
    expect(tasks.map(({ meta }) => meta.countersign)).toEqual([row, without]);
    expect([...files.keys()].filter((path) => path.startsWith('media/'))).toEqual(
      itemKind === 'image' ? ['media/k.png', 'media/l.png'] : [],
    );
    // Results go by the names of the configuration.
    const config = textIn(files, 'labeling-config.xml');
    expect(config).toContain('name="label" toName="item"');
    expect(config).toMatch(/name="item" value="\$\w+"/);
  },
);

test('what is drawn on a picture that nobody measured stands in the row alone', async () => {
  const value = [{ class: 'dent', x: 20, y: 20, width: 50, height: 25 }];
  const payload = { image: { url: 'https://example.com/a.png' } };
  const schema: LabelSchema = { kind: 'boxes', ...marked('dent'), iou: 0.5 };
  const files = await filesOf(labelStudio, datasetOf('image', schema, [rowOf({ key: 'k', payload, value })]));
  const [task] = JSON.parse(textIn(files, 'tasks.json')) as Task[]; // as it is written
  expect(task?.annotations).toEqual([]);
  expect(task?.meta.countersign).toMatchObject({ value });
  expect(await fieldsIn('label_studio', textIn(files, 'tasks.json'), schema)).toMatchObject([{ value }]);
  const none = rowOf({ key: 'k', payload, value: [] });
  const empty = await filesOf(labelStudio, datasetOf('image', schema, [none]));
  expect(JSON.parse(textIn(empty, 'tasks.json'))).toMatchObject([{ annotations: [{ result: [] }] }]);
});

test('a form has a control for each field, and results by its name', async () => {
  const schema: LabelSchema = {
    kind: 'form',
    fields: [
      {
        name: 'state',
        title: 'What & <how>?',
        required: true,
        when: null,
        schema: { kind: 'choice', classes: classesOf('a', 'b') },
      },
      {
        name: 'stars',
        title: 'Stars',
        required: false,
        when: null,
        schema: { kind: 'rating', points: 3, low: '', high: '', tolerance: 0 },
      },
    ],
  };
  const rows = [
    rowOf({ key: 'k', payload: { images: [picture, picture] }, value: { state: 'a', stars: 2 } }),
    rowOf({ key: 'l', payload: { images: [picture, picture] }, value: { state: 'b' } }),
  ];
  const files = await filesOf(labelStudio, datasetOf('image', schema, rows, { stored: ['A'] }));
  const tasks = JSON.parse(textIn(files, 'tasks.json')) as Task[]; // as it is written
  expect(tasks.map(({ annotations }) => annotations[0]?.result)).toEqual([
    [
      { id: 'r1', from_name: 'state', to_name: 'item', type: 'choices', value: { choices: ['a'] } },
      { id: 'r2', from_name: 'stars', to_name: 'item', type: 'rating', value: { rating: 2 } },
    ],
    [{ id: 'r1', from_name: 'state', to_name: 'item', type: 'choices', value: { choices: ['b'] } }],
  ]);
  expect(tasks[0]?.data).toEqual({
    images: ['/data/local-files/?d=media/k.1.png', '/data/local-files/?d=media/k.2.png'],
    key: 'k',
  });
  expect(textIn(files, 'labeling-config.xml')).toBe(`<View>
  <Header value="Is this &quot;phone&quot; &lt;scratched&gt;?"/>
  <Image name="item" valueList="$images"/>
  <Header value="What &amp; &lt;how&gt;?" size="4"/>
  <Choices name="state" toName="item" required="true" choice="single">
    <Choice value="a" hotkey="1"/>
    <Choice value="b" hotkey="2"/>
  </Choices>
  <Header value="Stars" size="4"/>
  <Rating name="stars" toName="item" maxRating="3"/>
</View>
`);
});

test('every item is shown in a list where any is of several images', async () => {
  const schema: LabelSchema = { kind: 'choice', classes: classesOf('a', 'b') };
  const rows = [
    rowOf({ key: 'k', payload: { images: [picture] }, value: 'a' }),
    rowOf({ key: 'l', payload: { images: [picture, picture] }, value: 'b' }),
  ];
  const files = await filesOf(labelStudio, datasetOf('image', schema, rows, { stored: ['A'] }));
  const tasks = JSON.parse(textIn(files, 'tasks.json')) as Task[]; // as it is written
  expect(tasks.map(({ data }) => data)).toEqual([
    { key: 'k', images: ['/data/local-files/?d=media/k.png'] },
    {
      key: 'l',
      images: ['/data/local-files/?d=media/l.1.png', '/data/local-files/?d=media/l.2.png'],
    },
  ]);
  expect(textIn(files, 'labeling-config.xml')).toContain('<Image name="item" valueList="$images"/>');
});

test('films are shown with the sound that ranges are marked on', async () => {
  const schema: LabelSchema = { kind: 'ranges', ...marked('cough'), ...stretches };
  const files = await filesOf(labelStudio, datasetOf('video', schema, []));
  expect(textIn(files, 'labeling-config.xml')).toContain(
    '  <Video name="film" value="$video" sync="item"/>\n  <Audio name="item" value="$video" sync="film"/>\n',
  );
  expect(JSON.parse(textIn(files, 'tasks.json'))).toEqual([]);
});
