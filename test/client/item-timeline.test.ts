import { describe, expect, test } from 'vitest';
import { timelineOf, type ItemDetail } from '../../client/features/items/timeline.ts';

const at = (ms: number) => new Date(1_760_000_000_000 + ms).toISOString();

const review = (
  id: string,
  changes: Partial<ItemDetail['reviews'][number]>,
): ItemDetail['reviews'][number] => ({
  id,
  purpose: 'review',
  state: 'done',
  arm: 'assisted',
  schemaRevision: 1,
  holder: null,
  createdAt: at(0),
  dueAt: null,
  opened: null,
  raisedAt: null,
  closedAt: null,
  ...changes,
});

const decision = (id: string, reviewId: string, ms: number): ItemDetail['decisions'][number] => ({
  id,
  reviewId,
  inspector: 'Grace',
  kind: 'answer',
  value: '4',
  standing: 'standing',
  revises: null,
  revision: null,
  reason: null,
  note: null,
  timeSpentMs: 900,
  cells: null,
  arm: 'assisted',
  suggestionShown: true,
  schemaRevision: 1,
  createdAt: at(ms),
});

const item = (changes: Partial<ItemDetail>): ItemDetail => ({
  id: 'item',
  key: 'k',
  payload: null,
  inputs: {},
  steps: {},
  status: 'labelled',
  priority: 0,
  occurredAt: null,
  receivedAt: at(0),
  withheld: false,
  label: null,
  predictions: [],
  routings: [],
  reviews: [],
  decisions: [],
  labels: [],
  posterior: null,
  ...changes,
});

const prediction = {
  id: 'p',
  model: 'm@1',
  value: '4',
  confidence: 0.5,
  calibrated: null,
  calibrator: 0,
  scores: null,
  latencyMs: null,
  receivedAt: at(0),
};
const routing = {
  id: 'r',
  predictionId: 'p',
  destination: 'review' as const,
  reasons: ['below_threshold' as const],
  rule: null,
  threshold: 0.9,
  reviewProbability: 1,
  stratum: null,
  arm: 'assisted' as const,
  policyRevision: 1,
  createdAt: at(0),
};
const label = {
  id: 'l',
  seq: 1,
  value: '4',
  source: 'human' as const,
  decidedAt: at(50),
  decisionIds: ['d'],
  predictionId: 'p',
  routingId: 'r',
  policyRevision: 1,
  schemaRevision: 1,
  estimate: null,
  supersededAt: null,
};

describe('an item’s lineage', () => {
  test('puts causes before what they cause, though they carry the same millisecond', () => {
    const events = timelineOf(
      item({
        predictions: [prediction],
        routings: [routing],
        reviews: [
          review('adjudication', { purpose: 'adjudication', createdAt: at(50) }),
          review('first', {}),
          review('second', { createdAt: at(1) }),
        ],
        decisions: [decision('d2', 'second', 50), decision('d1', 'first', 20)],
        labels: [label],
      }),
    );
    expect(events.map((event) => `${event.kind} ${event.id}`)).toEqual([
      'submitted item',
      'prediction p',
      'routing r',
      'review first',
      'review second',
      'decision d1',
      'decision d2',
      'label l',
      'review adjudication',
    ]);
  });

  test('tells a recheck after the audit that gave rise to it', () => {
    const events = timelineOf(
      item({
        reviews: [
          review('recheck', { purpose: 'recheck', createdAt: at(50) }),
          review('audit', { purpose: 'audit' }),
        ],
        decisions: [decision('d', 'audit', 50)],
      }),
    );
    expect(events.map(({ id }) => id)).toEqual(['item', 'audit', 'd', 'recheck']);
  });

  test('numbers reviews in the order they were opened, and decisions by their review', () => {
    const events = timelineOf(
      item({
        reviews: [review('late', { createdAt: at(9) }), review('early', {})],
        decisions: [decision('d', 'late', 20), decision('gone', 'unknown', 21)],
      }),
    );
    const numbers = events.flatMap((event) => {
      if (event.kind === 'review') return [[event.id, event.number]];
      return event.kind === 'decision' ? [[event.id, event.review]] : [];
    });
    expect(numbers).toEqual([
      ['early', 1],
      ['late', 2],
      ['d', 2],
      ['gone', null],
    ]);
  });

  test('tells of a review that was cancelled', () => {
    const cancelled = review('v', { state: 'cancelled', closedAt: at(30) });
    expect(timelineOf(item({ reviews: [cancelled] })).map((event) => event.kind)).toEqual([
      'submitted',
      'review',
      'cancelled',
    ]);
  });
});
