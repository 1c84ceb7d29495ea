import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keys } from '../../api/queries.ts';

/** What came of one batch: how many were changed, and how many were not, by why. */
export type Outcome = { n: number; passedOver: Record<string, number> };

const none: Outcome = { n: 0, passedOver: {} };

const added = (a: Outcome, b: Outcome): Outcome => ({
  n: a.n + b.n,
  passedOver: Object.fromEntries(
    [...new Set([...Object.keys(a.passedOver), ...Object.keys(b.passedOver)])].map((why) => [
      why,
      (a.passedOver[why] ?? 0) + (b.passedOver[why] ?? 0),
    ]),
  ),
});

/** Batches of what is to be changed, one after the other; ends early where the signal aborts. */
export type Batches<B> = (signal: AbortSignal) => AsyncIterable<B> | Iterable<B>;

/** Changes batch after batch, tells how far it is, and can be stopped in between: what was changed by then stays so. */
export const useBatches = <B>(project: string, work: (batch: B) => Promise<Outcome>) => {
  const cache = useQueryClient();
  const [sofar, setSofar] = useState(none);
  const stopping = useRef<AbortController | null>(null);
  const run = useMutation({
    mutationFn: async (batches: Batches<B>) => {
      const stop = new AbortController();
      stopping.current = stop;
      let sum = none;
      setSofar(none);
      for await (const batch of batches(stop.signal)) {
        if (stop.signal.aborted) break;
        sum = added(sum, await work(batch));
        setSofar(sum);
      }
      return sum;
    },
    onSettled: async () => {
      const stale = [keys.work, keys.items, keys.inItems, keys.overview, keys.auditLog];
      await Promise.all(stale.map((key) => cache.invalidateQueries({ queryKey: key(project) })));
    },
  });
  return { run, sofar, stop: () => stopping.current?.abort() };
};
