import { beforeAll, expect, test } from 'vitest';
import { arrivalAt } from '../../../server/demo/arrivals.ts';
import { digitInputs, loadDigits, type Digits } from '../../../server/demo/digits.ts';
import { driftAfter } from '../../../server/demo/lighting.ts';
import type { DigitModel } from '../../../server/demo/model.ts';
import { demoInputs } from '../../../server/demo/project.ts';
import { readDigit } from '../../../server/demo/reading.ts';
import { trainDigitModel } from '../../../server/demo/train.ts';
import { compareWithReference } from '../../../server/domain/drift/compare.ts';
import { driftCounts } from '../../../server/domain/drift/counts.ts';
import { driftStateOf, type DriftHistory } from '../../../server/domain/drift/state.ts';
import { intakeMeasures } from '../../../server/domain/measures/changes.ts';

/** What the line brings in a window: a minute at 20 digits a second, and the fewest that say anything. */
const [aMinute, theFewest] = [1_200, 200];

let digits: Digits;
let model: DigitModel;
let reference: ReturnType<typeof driftCounts>;
beforeAll(async () => {
  digits = loadDigits('train');
  model = await trainDigitModel({ digits });
  reference = measured(0, 2_000);
});

/** What is measured of the digits from one position up to another as the line brings them. */
const measured = (from: number, to: number) => {
  const measures = [];
  for (let position = from; position < to; position += 1) {
    const { image } = arrivalAt(digits, position, 'lighting');
    const { value, confidence, latencyMs } = readDigit(model, image);
    const said = {
      modelVersionId: 'digits',
      value,
      confidence,
      latencyMs,
      inputs: { ...digitInputs(image) },
    };
    measures.push(...intakeMeasures(said, 'review', demoInputs));
  }
  return driftCounts(measures);
};

/** The subjects that drift after windows of so many digits that begin at these positions. */
const drifting = (starts: readonly number[], length: number): string[] => {
  const windows = starts.map((start) => compareWithReference(reference, measured(start, start + length)));
  return Object.keys(reference).filter((subject) => {
    const history: DriftHistory = windows.flatMap((results, i) => {
      const result = results.find((one) => one.subject === subject);
      return result ? [{ start: i, end: i + 1, result }] : [];
    });
    return driftStateOf(history).standing === 'drifting';
  });
};

const windowsFrom = (first: number, length: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => first + i * length);

test.each([aMinute, theFewest])(
  "the demo's failing lamp is caught within two windows of %i digits",
  (length) => {
    expect(drifting(windowsFrom(driftAfter, length, 2), length)).toEqual(
      expect.arrayContaining(['confidence', 'input:brightness', 'input:contrast']),
    );
    // Half of the first window may lie before the change.
    expect(drifting(windowsFrom(driftAfter - length / 2, length, 2), length)).toContain('input:brightness');
  },
);

test('nothing drifts before the lamp fails', () => {
  for (const start of windowsFrom(2_000, theFewest, (driftAfter - 2_000) / theFewest - 1))
    expect({ start, drifting: drifting([start, start + theFewest], theFewest) }).toEqual({
      start,
      drifting: [],
    });
});
