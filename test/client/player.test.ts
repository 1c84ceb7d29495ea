import { expect, test } from 'vitest';
import { frameTime, nextSpeed, seekStep, timeText } from '../../client/kinds/items/player.ts';

test('speeds go from a half to twice, and stay there', () => {
  expect([1, 1.75, 2, 0.5, 1.1].map((speed) => nextSpeed(speed, 1))).toEqual([1.25, 2, 2, 0.75, 1.25]);
  expect([1, 0.75, 0.5, 1.1].map((speed) => nextSpeed(speed, -1))).toEqual([0.75, 0.5, 0.5, 1]);
});

test('a step is a twentieth of the whole, from half a second to five', () => {
  expect([3, 40, 3_600, Infinity, Number.NaN].map(seekStep)).toEqual([0.5, 2, 5, 5, 5]);
});

test('times are written to a tenth of a second', () => {
  expect([0, 0.3, 3.25, 59.99, 725, 3_723.4].map(timeText)).toEqual([
    '0:00.0',
    '0:00.3',
    '0:03.2',
    '0:59.9',
    '12:05.0',
    '1:02:03.4',
  ]);
});

test('a step by a frame goes to the middle of the next, and never before the first', () => {
  expect([0, 0.02, 0.04].map((time) => frameTime(time, 1, 25))).toEqual([0.06, 0.06, 0.1]);
  expect([0.06, 0.02, 0].map((time) => frameTime(time, -1, 25))).toEqual([0.02, 0.02, 0.02]);
  let time = 0;
  for (let frame = 0; frame < 1_000; frame += 1) time = frameTime(time, 1, 29.97);
  expect(time * 29.97).toBeCloseTo(1_000.5, 6);
});
