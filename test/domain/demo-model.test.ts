import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  digitImage,
  digitInputs,
  digitPixels,
  digitPng,
  type Digits,
  loadDigits,
} from '../../server/demo/digits.ts';
import { loadModel, saveModel } from '../../server/demo/model-file.ts';
import { accuracy, digitClasses, type DigitModel, predictDigit } from '../../server/demo/model.ts';
import { demoTraining, trainDigitModel, type TrainingProgress } from '../../server/demo/train.ts';

const quick = { hidden: 16, examples: 6_000, epochs: 2, seed: 11 };
let train: Digits;
let held: Digits;
let quickModel: DigitModel;

beforeAll(async () => {
  train = loadDigits('train');
  held = loadDigits('test');
  quickModel = await trainDigitModel({ ...quick, digits: train });
}, 30_000);

describe('the digits', () => {
  test('come as 60,000 to train on and 10,000 to test with', () => {
    for (const [digits, count] of [
      [train, 60_000],
      [held, 10_000],
    ] as const) {
      expect(digits.count).toBe(count);
      expect(digits.labels).toHaveLength(count);
      expect(digits.images).toHaveLength(count * digitPixels);
      expect(new Set(digits.labels).size).toBe(10);
    }
  });

  test('begin as published: 5, 0, 4, 1, 9 to train on and 7, 2, 1, 0, 4 to test with', () => {
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...held.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });

  test('become a greyscale PNG of the size asked for, dark on light', () => {
    for (const size of [28, 100, 280]) {
      const png = decode(digitPng(digitImage(held, 0), size));
      expect([png.width, png.height, png.channels, png.depth]).toEqual([size, size, 1, 8]);
      expect(png.data[0]).toBeGreaterThan(240);
      expect(Math.min(...png.data)).toBeLessThan(60);
    }
    expect(decode(digitPng(digitImage(held, 0))).width).toBe(280);
  });

  test('keep their pixels when they are not enlarged', () => {
    const image = digitImage(held, 0);
    const { data } = decode(digitPng(image, 28));
    const darkest = image.indexOf(Math.max(...image));
    expect(data[darkest]).toBe(Math.min(...data));
  });

  test('are measured between nothing and everything', () => {
    const blank = new Uint8Array(digitPixels);
    expect(digitInputs(blank)).toEqual({ brightness: 1, contrast: 0, ink: 0 });
    expect(digitInputs(new Uint8Array(digitPixels).fill(255))).toEqual({
      brightness: 0,
      contrast: 0,
      ink: 1,
    });
    expect(digitInputs(new Uint8Array(digitPixels).fill(255, digitPixels / 2))).toEqual({
      brightness: 0.5,
      contrast: 1,
      ink: 0.5,
    });
    for (let i = 0; i < 500; i += 1)
      for (const value of Object.values(digitInputs(digitImage(held, i)))) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
      }
  });
});

describe('the model', () => {
  test('reads more than 85 % of digits it never saw after a quick training', () => {
    expect(accuracy(quickModel, held)).toBeGreaterThan(0.85);
  });

  test('gives scores of every class that sum to 1, the highest as its answer', () => {
    for (let i = 0; i < 200; i += 1) {
      const { value, confidence, scores } = predictDigit(quickModel, digitImage(held, i));
      expect(Object.keys(scores)).toEqual([...digitClasses]);
      expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 10);
      expect(scores[value]).toBe(confidence);
      expect(confidence).toBe(Math.max(...Object.values(scores)));
    }
  });

  test('is as confident as it is right, within three points', () => {
    let confidence = 0;
    for (let i = 0; i < held.count; i += 1)
      confidence += predictDigit(quickModel, digitImage(held, i)).confidence;
    expect(Math.abs(confidence / held.count - (accuracy(quickModel, held) ?? 0))).toBeLessThan(0.03);
  });

  test('has no accuracy on nothing', () => {
    expect(accuracy(quickModel, { images: new Uint8Array(), labels: new Uint8Array(), count: 0 })).toBeNull();
  });

  test('comes out the same for the same seed, and otherwise for another', async () => {
    const small = { digits: train, hidden: 8, examples: 640, epochs: 1 };
    const first = await trainDigitModel({ ...small, seed: 1 });
    expect(await trainDigitModel({ ...small, seed: 1 })).toEqual(first);
    expect((await trainDigitModel({ ...small, seed: 2 })).inputWeights).not.toEqual(first.inputWeights);
  });

  test('tells how far its training has come, from little to all', async () => {
    const seen: TrainingProgress[] = [];
    await trainDigitModel({ ...quick, digits: train, onProgress: (progress) => seen.push(progress) });
    const fractions = seen.map((progress) => progress.fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBeLessThan(0.2);
    expect(seen.at(-1)).toMatchObject({ epoch: 2, batch: 188, fraction: 1 });
    expect(seen.at(-1)?.loss).toBeLessThan(seen[0]?.loss ?? 0);
  });

  test('lets timers run while it trains, and stops when it is told to', async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(trainDigitModel({ digits: train, signal: stop.signal })).rejects.toThrow('enough');
    clearTimeout(timer);
  });

  test('does not begin when it was stopped before', async () => {
    const seen: TrainingProgress[] = [];
    await expect(
      trainDigitModel({
        digits: train,
        signal: AbortSignal.abort(),
        onProgress: (progress) => seen.push(progress),
      }),
    ).rejects.toThrow('abort');
    expect(seen).toEqual([]);
  });
});

describe('the model file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-model-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('gives back a model that predicts the same', async () => {
    const file = join(folder, 'deep', 'er', 'digits.model');
    await saveModel(quickModel, file);
    const loaded = await loadModel(file, quickModel.settings);
    if (loaded === null) throw new Error('the file was not usable');
    for (let i = 0; i < 200; i += 1)
      expect(predictDigit(loaded, digitImage(held, i))).toEqual(
        predictDigit(quickModel, digitImage(held, i)),
      );
    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['digits.model']);
  });

  test('replaces an older one', async () => {
    const file = join(folder, 'replaced.model');
    await writeFile(file, 'old');
    await saveModel(quickModel, file);
    expect(await loadModel(file, quickModel.settings)).toEqual(quickModel);
  });

  test('is unusable where any setting differs', async () => {
    const file = join(folder, 'stale.model');
    await saveModel(quickModel, file);
    expect(await loadModel(file)).toEqual(quickModel);
    expect(Object.keys(quickModel.settings)).toEqual(Object.keys(demoTraining));
    for (const [name, value] of Object.entries(quickModel.settings)) {
      const other = { ...quickModel.settings, [name]: value + 1 };
      expect(await loadModel(file, other)).toBeNull();
    }
  });

  test('is unusable where it is missing, a folder, empty, foreign, cut short, too long or changed by one bit', async () => {
    const file = join(folder, 'damaged.model');
    expect(await loadModel(file, quickModel.settings)).toBeNull();
    expect(await loadModel(folder, quickModel.settings)).toBeNull();
    await saveModel(quickModel, file);
    const good = await readFile(file);
    const flipped = Buffer.from(good);
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 9) ^ 1, flipped.length - 9);
    const damaged = [
      Buffer.alloc(0),
      Buffer.from('\n'),
      Buffer.from('null\n'),
      Buffer.from('{"format":2}\n'),
      Buffer.from('no line end'),
      good.subarray(0, 40),
      good.subarray(0, -4),
      good.subarray(0, -1),
      Buffer.concat([good, Buffer.alloc(4)]),
      flipped,
    ];
    for (const bytes of damaged) {
      await writeFile(file, bytes);
      expect(await loadModel(file, quickModel.settings)).toBeNull();
    }
    await writeFile(file, good);
    expect(await loadModel(file, quickModel.settings)).not.toBeNull();
  });
});
