import type { Json } from '../../../domain/words.ts';
import { codePointsOf } from '../../../domain/code-points.ts';
import { fieldsOf } from '../../../domain/form.ts';
import type { Result } from './value-of.ts';

type Fields = Record<string, Json>;
type Data = Record<string, Json>;

const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** Away with what floating point adds to shares of whole pixels. */
const pixels = (percent: Json | undefined, length: number | null): Json => {
  const share = numberOf(percent);
  if (share === null || length === null) return percent ?? null;
  return Math.round(((share * length) / 100) * 1e6) / 1e6;
};

/** Classes stand under the type of their result, or as labels. */
const classesOf = (value: Fields, type: Json | undefined): Json[] => {
  const given = (typeof type === 'string' ? value[type] : null) ?? value['labels'];
  return Array.isArray(given) && given.length > 0 ? given : [null];
};

/** What was marked, each once for each of its classes; `place` is where. */
const marked =
  (place: (value: Fields, result: Result, data: Data) => Fields) =>
  (results: readonly Result[], data: Data): Json =>
    results.flatMap((result): Json[] => {
      const value = fieldsOf(result['value']);
      if (!value) return [null];
      const at = place(value, result, data);
      return classesOf(value, result['type']).map((one) => ({ class: one, ...at }));
    });

const sizeOf = (result: Result) => ({
  width: numberOf(result['original_width']),
  height: numberOf(result['original_height']),
});

/** A turned rectangle is no box: its angle is kept, so that it is refused. */
const box = (value: Fields, result: Result): Fields => {
  const { width, height } = sizeOf(result);
  return {
    x: pixels(value['x'], width),
    y: pixels(value['y'], height),
    width: pixels(value['width'], width),
    height: pixels(value['height'], height),
    ...(value['rotation'] ? { rotation: value['rotation'] } : {}),
  };
};

const point = (value: Fields, result: Result): Fields => {
  const { width, height } = sizeOf(result);
  return { x: pixels(value['x'], width), y: pixels(value['y'], height) };
};

const polygon = (value: Fields, result: Result): Fields => {
  const { width, height } = sizeOf(result);
  const points = Array.isArray(value['points']) ? value['points'] : [];
  return {
    points: points.map((corner) =>
      Array.isArray(corner) ? [pixels(corner[0], width), pixels(corner[1], height)] : corner,
    ),
  };
};

/** The text that a result is on, as its task has it; null: it is not there. */
const textOf = (result: Result, data: Data): string | null => {
  const texts = Object.values(data).filter((one) => typeof one === 'string');
  const name = result['to_name'];
  const named = typeof name === 'string' ? data[name] : undefined;
  if (typeof named === 'string') return named;
  const text = texts.length === 1 ? texts[0] : data['text'];
  return typeof text === 'string' ? text : null;
};

/** A place in a text, that may stand as a text; what is none is kept as it is. */
const placeOf = (given: Json | undefined): Json => {
  const at = Number(given);
  return given === null || given === undefined || !Number.isInteger(at) ? (given ?? null) : at;
};

/**
 * Places in a text in code points, as Label Studio counts them, or in the UTF-16 units of other tools where what was marked
 * stands there alone. Of a page the places in its text count, which stand apart from those in its elements.
 */
const span = (value: Fields, result: Result, data: Data): Fields => {
  const places = fieldsOf(value['globalOffsets']) ?? value;
  const [start, end] = [placeOf(places['start']), placeOf(places['end'])];
  const [text, shown] = [textOf(result, data), value['text']];
  if (text === null || typeof start !== 'number' || typeof end !== 'number') return { start, end };
  const { toUnits, fromUnits } = codePointsOf(text);
  const isInUnits = text.slice(toUnits(start), toUnits(end)) !== shown && text.slice(start, end) === shown;
  return isInUnits ? { start: fromUnits(start), end: fromUnits(end) } : { start, end };
};

const range = ({ start, end }: Fields): Fields => ({ start: start ?? null, end: end ?? null });

const startOf = (one: Json): number => Number(fieldsOf(one)?.['start'] ?? 0);
const endOf = (one: Json): number => Number(fieldsOf(one)?.['end'] ?? 0);

/** Stretches stand in their order. */
const inOrder =
  (read: (results: readonly Result[], data: Data) => Json) =>
  (results: readonly Result[], data: Data): Json => {
    const found = read(results, data);
    return Array.isArray(found)
      ? found.toSorted((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b))
      : found;
  };

/** What is marked on images, in texts and in recordings: none where nothing is. */
export const marks = {
  boxes: marked(box),
  polygons: marked(polygon),
  points: marked(point),
  spans: inOrder(marked(span)),
  ranges: inOrder(marked(range)),
};
