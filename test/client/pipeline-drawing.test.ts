import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut, stepSize } from '../../client/features/monitoring/pipeline-layout.ts';
import { firstMovedSentence } from '../../client/features/monitoring/pipeline-words.ts';
import { pipelineFaults, stepDraftOf, stepOf } from '../../client/features/projects/step-draft.ts';
import type { PipelineReply, PipelineStepReply } from '../../server/features/pipeline/contract.ts';
import { pipelines } from '../support/pipelines.ts';

test('a pipeline is drawn from left to right, and no step over another', () => {
  fc.assert(
    fc.property(pipelines, (steps) => {
      const { places, lines, width, height } = layOut(steps);
      expect(lines).toHaveLength(steps.reduce((n, { after }) => n + after.length, 0));
      const at = (name: string) => places.get(name) ?? { left: NaN, top: NaN };
      for (const [i, { name, after }] of steps.entries()) {
        const { left, top } = at(name);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + stepSize.width).toBeLessThanOrEqual(width);
        expect(top + stepSize.height).toBeLessThanOrEqual(height);
        for (const before of after) expect(at(before).left + stepSize.width).toBeLessThan(left);
        for (const other of steps.slice(0, i).map((step) => at(step.name)))
          expect(
            Math.abs(other.left - left) >= stepSize.width || Math.abs(other.top - top) >= stepSize.height,
          ).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

describe('what is said of a pipeline', () => {
  const nothing = { value: null, n: 0 };
  const step = (name: string, more: Partial<PipelineStepReply> = {}): PipelineStepReply => ({
    name,
    after: [],
    state: 'ok',
    since: null,
    missing: nothing,
    failed: nothing,
    latencyP50: nothing,
    latencyP95: nothing,
    moved: [],
    firstMoved: null,
    ...more,
  });
  const since = '2026-05-01T09:00:00Z';
  const told = (steps: PipelineStepReply[], first: string | null): PipelineReply => ({
    windowMinutes: 1_440,
    steps,
    firstMoved: first === null ? null : { step: first, since },
  });

  test('is which step moved first, how, and how many followed', () => {
    expect(firstMovedSentence(told([step('voice')], null))).toBeNull();
    const voice = step('voice', { state: 'failing', since, failed: { value: 0.4, n: 150 } });
    expect(firstMovedSentence(told([voice, step('words')], 'voice'))).toBe(
      '“voice” moved first: it fails often (40.0\u00a0% of 150 runs).',
    );
    const moved = [{ metric: 'pitch', standing: 'drifting', since } as const];
    const pitch = step('voice', { state: 'drifting', since, moved });
    const words = step('words', { state: 'silent', since });
    expect(firstMovedSentence(told([pitch, words], 'voice'))).toBe(
      '“voice” moved first: it drifts in “pitch”. 1 other step followed.',
    );
  });
});

describe('steps in the form', () => {
  const pitch = { name: 'pitch', type: 'number', low: null, high: 3 } as const;

  test('come out as they went in', () => {
    const step = { name: 'voice', after: ['noise'], metrics: [pitch] };
    expect(stepOf(stepDraftOf(step))).toEqual(step);
  });

  test('are refused with names that are none or stand twice, and out of order', () => {
    const drafts = [
      { name: 'words', after: ['voice'], metrics: [] },
      { name: 'Voice!', after: [], metrics: [pitch, pitch] },
      { name: 'words', after: [], metrics: [] },
      { name: '', after: [], metrics: [] },
    ].map(stepDraftOf);
    expect(pipelineFaults({ pipeline: drafts })).toEqual({
      'pipeline.0.after': 'Must stand before this step, and be named once',
      'pipeline.1.name': 'Lower-case letters, digits, single - and _',
      'pipeline.1.metrics.1.name': 'Stands twice',
      'pipeline.2.name': 'Stands twice',
      'pipeline.3.name': 'A name is missing',
    });
  });
});
