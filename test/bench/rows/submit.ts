import { compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { cpuNote, rates, submitRounds } from './submit-rounds.ts';

/** Durable submissions: one a request, by key, validated, routed, stored with all their rows. */
export const submit: Row = {
  title: 'durable submissions, 64 connections ÷ Express no-op with express.json',
  measure: async (bench) => {
    const { noop, product } = await submitRounds(bench);
    return [
      compare({
        what: 'submissions',
        ours: { name: 'product', unit: '/s', values: rates(product), latency: latencyOf(product) },
        limit: { name: 'no-op', unit: '/s', values: rates(noop), latency: latencyOf(noop) },
        floor: { atLeast: 0.6 },
        note: cpuNote('the product', product),
      }),
    ];
  },
};
