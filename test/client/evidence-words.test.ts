import { describe, expect, test } from 'vitest';
import { agreementSentence, isOpen, points, signed, timeSentence } from '../../client/ui/difference-words.ts';

describe('a difference in agreement', () => {
  test.each([
    [
      { value: 0.042, low: 0.011, high: 0.073 },
      'With the suggestion in sight people agree 4.2 points more often (1.1 to 7.3).',
    ],
    [
      { value: -0.042, low: -0.073, high: -0.011 },
      'With the suggestion in sight people agree 4.2 points less often (1.1 to 7.3).',
    ],
    [
      { value: 0.004, low: -0.029, high: 0.037 },
      'With the suggestion in sight people agree 0.4 points more often (2.9 less to 3.7 more).',
    ],
    [
      { value: -0.0002, low: -0.02, high: 0.019 },
      'With the suggestion in sight people agree as often as without it (2.0 less to 1.9 more).',
    ],
    [
      { value: 0.02, low: 0, high: 0.04 },
      'With the suggestion in sight people agree 2.0 points more often (0.0 to 4.0).',
    ],
  ])('of %j is a sentence', (difference, sentence) => expect(agreementSentence(difference)).toBe(sentence));
});

describe('a difference in time', () => {
  test.each([
    [{ value: -840, low: -1_290, high: -310 }, 'With it a decision takes 0.8 seconds less (0.3 to 1.3).'],
    [{ value: 1_500, low: 200, high: 2_800 }, 'With it a decision takes 1.5 seconds more (0.2 to 2.8).'],
    [
      { value: 300, low: -200, high: 800 },
      'With it a decision takes 0.3 seconds more (0.2 less to 0.8 more).',
    ],
    [
      { value: 12, low: -900, high: 924 },
      'With it a decision takes as long as without it (0.9 less to 0.9 more).',
    ],
  ])('of %j is a sentence', (difference, sentence) => expect(timeSentence(difference)).toBe(sentence));
});

test('an interval that holds zero leaves it open whether there is a difference', () => {
  expect(isOpen({ value: 0.004, low: -0.029, high: 0.037 })).toBe(true);
  expect(isOpen({ value: 0.02, low: 0, high: 0.04 })).toBe(true);
  expect(isOpen({ value: 0.02, low: 0.001, high: 0.04 })).toBe(false);
  expect(isOpen({ value: -0.02, low: -0.04, high: -0.001 })).toBe(false);
});

test('a difference in a table has its sign, a minus that is no hyphen', () => {
  expect(signed(0.042, points)).toBe('+4.2');
  expect(signed(-0.042, points)).toBe('−4.2');
  expect(signed(-0.0001, points)).toBe('0.0');
});
