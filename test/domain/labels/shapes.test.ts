import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { pairUp } from '../../../server/domain/matching.ts';
import type { Box, Polygon } from '../../../server/domain/shapes.ts';
import type { Json } from '../../../server/domain/words.ts';
import { boxOverlap, polygonArea, polygonOverlap } from '../../../server/kinds/label-kinds/shapes/overlap.ts';
import { labelSchema, schemaFaults } from '../../../server/kinds/label-schema.ts';
import { checkLabel, itemFault, labelKindOf, misfit, sameLabel } from '../../../server/kinds/registry.ts';

const classes = ['scratch', 'dent'].map((name) => ({
  name,
  title: name,
  color: '#000000',
  key: null,
  retired: false,
}));
const drawn = { classes, min: 0, max: null, tolerance: 0 };
const boxes: LabelSchema = { kind: 'boxes', iou: 0.5, ...drawn };
const points: LabelSchema = { kind: 'points', distance: 10, ...drawn };
const polygons: LabelSchema = { kind: 'polygons', iou: 0.5, ...drawn };

const aBox = (x: number, y: number, width: number, height: number, name = 'scratch'): Box => ({
  class: name,
  x,
  y,
  width,
  height,
});
const outlineOf = ({ x, y, width, height, ...rest }: Box): Polygon => ({
  ...rest,
  points: [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ],
});

const place = fc.integer({ min: 0, max: 60 });
const length = fc.integer({ min: 1, max: 60 });
const name = fc.constantFrom('scratch', 'dent');
const someBox: fc.Arbitrary<Box> = fc.record({
  class: name,
  x: place,
  y: place,
  width: length,
  height: length,
});
const somePolygon = fc
  .record({ class: name, points: fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 8 }) })
  .filter((polygon) => polygonArea(polygon) > 0);
const answers: [string, LabelSchema, fc.Arbitrary<Json>][] = [
  ['boxes', boxes, fc.array(someBox, { maxLength: 6 })],
  ['points', points, fc.array(fc.record({ class: name, x: place, y: place }), { maxLength: 6 })],
  ['polygons', polygons, fc.array(somePolygon, { maxLength: 4 })],
];

describe.each(answers)('answers of %s', (_, schema, arbitrary) => {
  const compare = (a: Json, b: Json) => labelKindOf(schema).compare(schema, a, b);

  it('are compared the same from either side, from 0 to 1, and 1 with themselves', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        const likeness = compare(a, b);
        expect(compare(b, a)).toBe(likeness);
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(compare(a, a)).toBe(1);
        expect(sameLabel(schema, a, b)).toBe(likeness === 1);
      }),
    );
  });

  it('pass their own check, and are told by their count', () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(checkLabel(schema, value, 'decision')).toBeNull();
        const [all, ...each] = labelKindOf(schema).columns(schema);
        const sum = each.reduce((total, column) => total + Number(column.of(value)), 0);
        expect(all?.of(value)).toBe(String(sum));
      }),
    );
  });
});

test('the overlap of upright polygons is that of their boxes', () => {
  fc.assert(
    fc.property(someBox, someBox, (a, b) => {
      expect(polygonOverlap(outlineOf(a), outlineOf(b))).toBeCloseTo(boxOverlap(a, b), 6);
    }),
  );
});

test('overlaps are known quantities', () => {
  expect(boxOverlap(aBox(0, 0, 10, 10), aBox(5, 0, 10, 10))).toBeCloseTo(1 / 3);
  expect(boxOverlap(aBox(0, 0, 10, 10), aBox(10, 0, 10, 10))).toBe(0);
  const triangle: Polygon = { class: 'dent', points: [[0, 0], [10, 0], [0, 10]] }; // prettier-ignore
  expect(polygonArea(triangle)).toBe(50);
  expect(polygonOverlap(triangle, outlineOf(aBox(0, 0, 10, 10)))).toBeCloseTo(0.5);
  const bowTie: Polygon = { class: 'dent', points: [[0, 0], [10, 10], [10, 0], [0, 10]] }; // prettier-ignore
  expect(polygonArea(bowTie)).toBe(50);
});

test('no more can be paired than are, and each but once', () => {
  const likes = fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), {
    minLength: 5,
    maxLength: 5,
  });
  const most = (fits: boolean[][], i = 0, taken: readonly number[] = []): number =>
    i === fits.length
      ? 0
      : Math.max(
          most(fits, i + 1, taken),
          ...(fits[i] ?? []).map((fit, j) =>
            fit && !taken.includes(j) ? 1 + most(fits, i + 1, [...taken, j]) : 0,
          ),
        );
  fc.assert(
    fc.property(likes, (fits) => {
      const partners = pairUp(5, 5, (i, j) => fits[i]?.[j] === true).filter((j) => j !== null);
      expect(new Set(partners).size).toBe(partners.length);
      expect(partners.length).toBe(most(fits));
    }),
  );
});

test.each<[string, LabelSchema, Json, Json, number]>([
  ['one of two is missed', boxes, [aBox(0, 0, 9, 9), aBox(50, 50, 9, 9)], [aBox(0, 0, 9, 9)], 2 / 3],
  ['another class', boxes, [aBox(0, 0, 9, 9)], [aBox(0, 0, 9, 9, 'dent')], 0],
  ['one is not two', boxes, [aBox(0, 0, 9, 9)], [aBox(0, 0, 9, 9), aBox(0, 0, 9, 9)], 2 / 3],
  ['nothing and nothing', boxes, [], [], 1],
  ['nothing and something', boxes, [], [aBox(0, 0, 9, 9)], 0],
  ['near', points, [{ class: 'dent', x: 0, y: 0 }], [{ class: 'dent', x: 6, y: 8 }], 1],
  ['too far', points, [{ class: 'dent', x: 0, y: 0 }], [{ class: 'dent', x: 7, y: 8 }], 0],
])('compared: %s', (_, schema, a, b, likeness) => {
  expect(labelKindOf(schema).compare(schema, a, b)).toBeCloseTo(likeness);
});

test('a tolerance lets answers agree where few shapes have no partner', () => {
  const [two, one] = [[aBox(0, 0, 9, 9), aBox(50, 50, 9, 9)], [aBox(0, 0, 9, 9)]];
  expect(sameLabel(boxes, two, one)).toBe(false);
  expect(sameLabel({ ...boxes, tolerance: 0.34 }, two, one)).toBe(true);
});

const image = { image: { url: 'https://example.com/a.png' }, width: 100, height: 50 };

test.each<[LabelSchema, Json, string | null]>([
  [boxes, [], null],
  [boxes, null, 'must be a list'],
  [boxes, { class: 'dent' }, 'must be a list'],
  [boxes, [aBox(0, 0, 100, 50)], null],
  [boxes, [aBox(0, 0, 100, 52)], '[0]: must lie inside the image of 100 × 50'],
  [boxes, [aBox(0, 0, 9, 9), aBox(0, 0, 0, 9)], '[1].width: must be more than 0'],
  [boxes, [aBox(-1, 0, 9, 9)], '[0].x: must be at least 0'],
  [boxes, [{ ...aBox(0, 0, 9, 9), score: 1 }], '[0].score: is not a field known here'],
  [boxes, [{ class: 'dent', x: 1, y: 1, width: 2 }], '[0].height: is required'],
  [boxes, [aBox(0, 0, 9, 9, 'rust')], '[0].class: must be one of "scratch", "dent"'],
  [{ ...boxes, min: 1 }, [], 'must have at least 1 box'],
  [{ ...points, max: 1 }, Array(2).fill({ class: 'dent', x: 1, y: 1 }), 'must have at most 1 point'],
  [points, Array(201).fill({ class: 'dent', x: 1, y: 1 }), 'must have at most 200 entries'],
  [points, [{ class: 'dent', x: 1, y: 60 }], '[0]: must lie inside the image of 100 × 50'],
  [polygons, [outlineOf(aBox(0, 0, 9, 9))], null],
  [polygons, [{ class: 'dent', points: [[0, 0], [9, 9]] }], '[0].points: must have at least 3 entries'], // prettier-ignore
  [polygons, [{ class: 'dent', points: [[0, 0], [4, 4], [9, 9]] }], '[0]: must enclose an area'], // prettier-ignore
  [polygons, [{ class: 'dent', points: [[0, 0], [9], [9, 9]] }], '[0].points[1]: must be [x, y]'], // prettier-ignore
])('of $0.kind, $2', (schema, value, fault) => {
  expect(checkLabel(schema, value, 'decision', image)?.message ?? null).toBe(fault);
});

test('a model that finds nothing answers with an empty list, and abstains by null', () => {
  expect(checkLabel({ ...boxes, min: 1 }, null, 'prediction', image)).toBeNull();
  expect(checkLabel(boxes, [], 'prediction', image)).toBeNull();
  expect(sameLabel(boxes, [], null)).toBe(false);
});

test('what is drawn is drawn on one image', () => {
  expect(itemFault(boxes, image)).toBeNull();
  expect(itemFault(boxes, { images: [] })?.message).toContain('must be a single "image"');
  const form: LabelSchema = {
    kind: 'form',
    fields: [
      { name: 'state', title: 'State', required: true, when: null, schema: { kind: 'choice', classes } },
      { name: 'where', title: 'Where', required: false, when: null, schema: boxes },
    ],
  };
  expect(itemFault(form, { images: [] })?.message).toContain('must be a single "image"');
  expect(misfit(form, 'image')).toBeNull();
  expect(misfit(form, 'text')).toEqual(['fields', 1, 'schema', 'kind']);
  expect(checkLabel(form, { state: 'dent', where: [aBox(90, 0, 20, 9)] }, 'decision', image)?.message).toBe(
    'where: [0]: must lie inside the image of 100 × 50',
  );
});

test('one class is enough for shapes, and none that labels carry is taken away', () => {
  const one = { ...boxes, classes: classes.slice(0, 1) };
  expect(labelSchema.safeParse(one).success).toBe(true);
  expect(schemaFaults(one, boxes)).toMatchObject([{ path: ['classes'] }]);
  expect(schemaFaults({ ...boxes, min: 3, max: 2 }, null)).toMatchObject([
    { path: ['min'], message: 'must be at most 2' },
  ]);
});
