import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrivalAt, arrivalsIn, indexOf } from '../../server/demo/arrivals.ts';
import { digitImage, digitInputs, digitPixels, loadDigits, type Digits } from '../../server/demo/digits.ts';
import { readDataset, withTaught } from '../../server/demo/learn.ts';
import { driftAfter } from '../../server/demo/lighting.ts';
import { accuracy } from '../../server/demo/model.ts';
import { demoTraining, trainDigitModel } from '../../server/demo/train.ts';

let digits: Digits;
beforeAll(() => {
  digits = loadDigits('train');
});

/** A dataset of the digits that the line brings as the nth and later, labelled as they were meant. */
const datasetOf = (from: number, n: number, source: string): Buffer => {
  const rows = Array.from({ length: n }, (_, i) => {
    const { key, image } = arrivalAt(digits, from + i, 'lighting');
    return { key, inputs: digitInputs(image), value: String(digits.labels[indexOf(key)]), source };
  });
  const strange = { key: 'somebody-else', inputs: {}, value: '7', source: 'human' };
  return gzipSync([...rows, strange].map((row) => `${JSON.stringify(row)}\n`).join(''));
};

describe("the demo's trainer", () => {
  test('learns from what people labelled, as it came in, and from nothing else', () => {
    const { digits: labelled, underLamp } = readDataset(datasetOf(driftAfter - 2, 4, 'human'), digits);
    expect({ n: labelled.count, underLamp }).toEqual({ n: 4, underLamp: true });
    for (let i = 0; i < 4; i += 1) {
      const { key, image } = arrivalAt(digits, driftAfter - 2 + i, 'lighting');
      expect(digitImage(labelled, i)).toEqual(image);
      expect(labelled.labels[i]).toBe(digits.labels[indexOf(key)]);
    }
    expect(readDataset(datasetOf(0, 4, 'auto'), digits).digits.count).toBe(0);
    expect(readDataset(datasetOf(0, 4, 'consensus'), digits)).toMatchObject({ underLamp: false });
  });

  test('adds them to what the first model was taught by, none of which the line brings', () => {
    const { digits: labelled } = readDataset(datasetOf(0, 50, 'human'), digits);
    const all = withTaught(digits, labelled);
    expect(all.count).toBe(demoTraining.examples + 50);
    const taught = demoTraining.examples * digitPixels;
    expect(Buffer.compare(all.images.subarray(0, taught), digits.images.subarray(0, taught))).toBe(0);
    const brought = new Set(
      Array.from({ length: arrivalsIn(digits) }, (_, position) =>
        indexOf(arrivalAt(digits, position, null).key),
      ),
    );
    expect(brought.size).toBe(arrivalsIn(digits));
    for (let i = 0; i < demoTraining.examples; i += 1) if (brought.has(i)) expect.fail(`it brings ${i}`);
  });

  test('makes a version that reads digits that neither ever saw better, by a point and more', async () => {
    const held = loadDigits('test');
    const { digits: labelled } = readDataset(datasetOf(0, 3_000, 'human'), digits);
    const examples = withTaught(digits, labelled);
    const before = accuracy(await trainDigitModel({ digits }), held) ?? 0;
    const after = accuracy(await trainDigitModel({ digits: examples, examples: examples.count }), held) ?? 0;
    expect(before).toBeGreaterThan(0.91);
    expect(after - before).toBeGreaterThan(0.01);
  });
});
