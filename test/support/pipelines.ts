import fc from 'fast-check';
import type { PipelineStep } from '../../server/domain/pipeline/steps.ts';

/** Pipelines of one to eight steps, each after any of those before it. */
export const pipelines: fc.Arbitrary<PipelineStep[]> = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((drawn) =>
    drawn.map((after, i) => ({
      name: `s${i}`,
      after: i === 0 ? [] : [...new Set(after.map((k) => `s${k % i}`))],
      metrics: [],
    })),
  );
