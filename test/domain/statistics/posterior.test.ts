import { expect, it } from 'vitest';
import { posterior } from '../../../server/domain/statistics/posterior.ts';

it('is the prior where nobody has answered', () => {
  expect(posterior([0.2, 0.8], [])).toEqual([0.2, 0.8]);
});

it('is Bayes’ rule: a rare illness is unlikely even where a good test finds it', () => {
  // Eddy (1982): mammography, prevalence .01, sensitivity .792, false positives .096, posterior .077.
  expect(posterior([0.01, 0.99], [[0.792, 0.096]])[0]).toBeCloseTo(0.077, 3);
});

it('does not lose itself in more answers than a product of probabilities can hold', () => {
  const answers = Array.from({ length: 4_000 }, (_, i) => (i % 3 === 0 ? [0.2, 0.7] : [0.7, 0.2]));
  expect(posterior([0.5, 0.5], answers).map(Math.round)).toEqual([1, 0]);
});

it('leaves out a class that is never there, or never answered so', () => {
  expect(posterior([0, 0.5, 0.5], [[1, 0.5, 0]])).toEqual([0, 1, 0]);
});
