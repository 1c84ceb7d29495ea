import { codePointsOf } from '../../../domain/code-points.ts';
import { answerIn } from '../../../domain/form.ts';
import { intervalsOf } from '../../../domain/intervals.ts';
import type { FormField, LabelSchema, SimpleSchema } from '../../../domain/label-schema.ts';
import { shapesOf, type Size } from '../../../domain/shapes.ts';
import type { Json } from '../../../domain/words.ts';

/** What answers lie on: the text, and the size of the image, where there are. */
export type Ground = { text: string; size: Size | null };

/** A part of an answer as Label Studio has it, without its id and names. */
type Part = { type: string; value: Record<string, Json> } & Record<string, Json>;

type Parts = (value: Json, ground: Ground) => Part[];

/** A part of an image, in percent of its width and height; none where nobody measured it. */
const onImage = (
  size: Size | null,
  type: string,
  value: (percent: (x: number, y: number) => [number, number]) => Record<string, Json>,
): Part[] => {
  if (size === null) return [];
  const { width, height } = size;
  return [
    {
      type,
      original_width: width,
      original_height: height,
      image_rotation: 0,
      value: value((x, y) => [(x / width) * 100, (y / height) * 100]),
    },
  ];
};

const textParts: Parts = (value) => [{ type: 'textarea', value: { text: [value] } }];

const parts: Record<SimpleSchema['kind'], Parts> = {
  choice: (value) => [{ type: 'choices', value: { choices: [value] } }],
  choices: (value) => [{ type: 'choices', value: { choices: value } }],
  number: (value) => [{ type: 'number', value: { number: value } }],
  rating: (value) => [{ type: 'rating', value: { rating: value } }],
  text: textParts,
  transcript: textParts,
  boxes: (value, { size }) =>
    shapesOf<'boxes'>(value).flatMap((box) =>
      onImage(size, 'rectanglelabels', (percent) => {
        const [x, y] = percent(box.x, box.y);
        const [width, height] = percent(box.width, box.height);
        return { x, y, width, height, rotation: 0, rectanglelabels: [box.class] };
      }),
    ),
  polygons: (value, { size }) =>
    shapesOf<'polygons'>(value).flatMap((polygon) =>
      onImage(size, 'polygonlabels', (percent) => ({
        points: polygon.points.map(([x, y]) => percent(x, y)),
        closed: true,
        polygonlabels: [polygon.class],
      })),
    ),
  points: (value, { size }) =>
    shapesOf<'points'>(value).flatMap((point) =>
      onImage(size, 'keypointlabels', (percent) => {
        const [x, y] = percent(point.x, point.y);
        return { x, y, width: 0.5, keypointlabels: [point.class] };
      }),
    ),
  // Label Studio counts code points too.
  spans: (value, { text }) => {
    const points = codePointsOf(text);
    return intervalsOf(value).map(({ class: name, start, end }) => ({
      type: 'labels',
      value: { start, end, text: text.slice(points.toUnits(start), points.toUnits(end)), labels: [name] },
    }));
  },
  ranges: (value) =>
    intervalsOf(value).map(({ class: name, start, end }) => ({
      type: 'labels',
      value: { start, end, channel: 0, labels: [name] },
    })),
};

/** The questions of a schema: a form's fields, or its only one, which is called `label`. */
export const questionsOf = (
  schema: LabelSchema,
): Pick<FormField, 'name' | 'title' | 'schema' | 'required'>[] =>
  schema.kind === 'form' ? schema.fields : [{ name: 'label', title: '', required: true, schema }];

const answerTo = (schema: LabelSchema, value: Json, name: string): Json =>
  (schema.kind === 'form' ? answerIn(value, name) : value) ?? null;

/** Whether results can tell the whole of an answer: not what is drawn on a picture that nobody measured. */
export const canTell = (schema: LabelSchema, value: Json, ground: Ground): boolean =>
  questionsOf(schema).every(({ name, schema: asked }) => {
    const answer = answerTo(schema, value, name);
    return !Array.isArray(answer) || answer.length === 0 || parts[asked.kind](answer, ground).length > 0;
  });

/** An answer as Label Studio's results, whose ids are their places. */
export const resultsOf = (schema: LabelSchema, value: Json, ground: Ground): Json[] =>
  questionsOf(schema)
    .flatMap(({ name, schema: asked }) => {
      const answer = answerTo(schema, value, name);
      if (answer === null) return [];
      return parts[asked.kind](answer, ground).map((part) => ({ from_name: name, to_name: 'item', ...part }));
    })
    .map((part, i) => ({ id: `r${i + 1}`, ...part }));
