import { labelState } from '../../../db/queries/item-history.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { itemsContract } from './contract.ts';
import { labelReply, noSuchItem } from './detail.ts';

/** The label in force; waits for one as long as was asked, and no longer than the caller or the server stays. */
export const label =
  (s: Services): Handler<(typeof itemsContract)['label']> =>
  async ({ params, query, project, principal, signal }) => {
    const reader = readerOf(principal, project.id);
    const ends = [signal, s.stopping, AbortSignal.timeout(query.wait * 1_000)];
    const ended = AbortSignal.any(ends);
    const read = async () => {
      const state = await s.db.read((q) => labelState(q, reader, params.key));
      if (!state) throw noSuchItem();
      return state;
    };
    let state = await read();
    // Who must not know the label is not kept waiting for it.
    while (query.wait > 0 && !state.label && !state.withheld && !ended.aborted) {
      const listening = new AbortController();
      const change = s.publish.nextChange(state.itemId, AbortSignal.any([ended, listening.signal]));
      try {
        // Looked at again once we listen, lest what changes in between go unheard.
        state = await read();
        if (!state.label && !state.withheld) await change;
      } finally {
        listening.abort();
      }
      if (!state.label) state = await read();
    }
    if (!state.label && !state.withheld && s.stopping.aborted) throw new AppError('shutting_down');
    const { status, withheld } = state;
    return { key: params.key, status, label: state.label && labelReply(state.label), withheld };
  };
