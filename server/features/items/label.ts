import { labelState, type LabelState } from '../../../db/queries/item-history.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { itemsContract } from './contract.ts';
import { labelReply, noSuchItem } from './detail.ts';

/** While waiting the item is looked at again this often, should a change on another instance go unheard. */
const lookAgainEvery = 5_000;

/** Nothing to wait for: the label is there, or the caller must not know it. */
const isSettled = (state: LabelState): boolean => state.label !== null || state.withheld;

/** The item's state once it is settled, or when waiting ends. */
const untilSettled = async (
  { publish }: Services,
  itemId: string,
  ended: AbortSignal,
  read: () => Promise<LabelState>,
): Promise<LabelState> => {
  for (;;) {
    const listening = new AbortController();
    const enough = AbortSignal.any([ended, listening.signal, AbortSignal.timeout(lookAgainEvery)]);
    const change = publish.nextChange(itemId, enough);
    try {
      // Read once we listen, lest a change in between goes unheard.
      const state = await read();
      if (isSettled(state) || ended.aborted) return state;
      await change;
    } finally {
      listening.abort();
    }
  }
};

/** The label in force; waits for one as long as was asked, and no longer than the caller or the server stays. */
export const label =
  (s: Services): Handler<(typeof itemsContract)['label']> =>
  async ({ params, query, project, principal, signal }) => {
    const reader = readerOf(principal, project.id);
    const read = async (): Promise<LabelState> => {
      const state = await s.db.read((q) => labelState(q, reader, params.key));
      if (!state) throw noSuchItem();
      return state;
    };
    let state = await read();
    if (query.wait > 0 && !isSettled(state)) {
      const ended = AbortSignal.any([signal, s.stopping, AbortSignal.timeout(query.wait * 1_000)]);
      state = await untilSettled(s, state.itemId, ended, read);
      if (!isSettled(state) && s.stopping.aborted) throw new AppError('shutting_down');
    }
    const { status, withheld } = state;
    return { key: params.key, status, label: state.label && labelReply(state.label), withheld };
  };
