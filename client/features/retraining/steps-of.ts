import { t } from '@lingui/core/macro';
import type { Cycle } from '../../../server/features/retraining/contract.ts';
import { countText } from '../../ui/proportion.tsx';
import { durationText } from '../../ui/time.tsx';

/** One station of a training's way. */
export type Step = {
  name: string;
  state: 'done' | 'now' | 'waiting' | 'ended';
  /** When it was reached; null: it was not. */
  at: string | null;
  tells: string;
  /** How far it has come, in [0,1]; null: nobody knows. */
  progress: number | null;
};

const waiting = (name: string): Step => ({ name, state: 'waiting', at: null, tells: '', progress: null });

const lasted = (from: string | null, to: string | null): string =>
  from === null || to === null ? '' : t`took ${durationText(Date.parse(to) - Date.parse(from))}`;

const data = ({ state, dataset, progress, readyAt, newLabels }: Cycle): Step => {
  if (dataset)
    return {
      ...waiting(t`Data`),
      state: 'done',
      at: readyAt,
      tells: t`${countText(dataset.labels)} labels, ${countText(newLabels)} new by people`,
    };
  return state === 'preparing'
    ? { ...waiting(t`Data`), state: 'now', tells: t`is being written`, progress }
    : { ...waiting(t`Data`), state: 'ended' };
};

const training = ({ state, startedAt, endedAt, progress, message, after, readyAt }: Cycle): Step => {
  const name = t`Training`;
  if (state === 'requested')
    return { name, state: 'now', at: readyAt, tells: t`waits for the trainer`, progress: null };
  if (state === 'started') return { name, state: 'now', at: startedAt, tells: message, progress };
  if (state === 'finished')
    return {
      name,
      state: 'done',
      at: endedAt,
      tells: [after?.model, lasted(startedAt, endedAt)].filter(Boolean).join(', '),
      progress: null,
    };
  return { ...waiting(name), state: startedAt === null ? 'waiting' : 'ended', at: startedAt };
};

/** How far the version that came of it has been brought in. */
const rollout = ({ rollout: way }: Cycle): Step[] => {
  if (!way) return [t`Shadow`, t`Canary`, t`Live`].map(waiting);
  const isOut = way.state === 'rolled_back' || way.state === 'aborted';
  const stations = [
    [t`Shadow`, way.shadowAt],
    [t`Canary`, way.canaryAt],
    [t`Live`, way.liveAt],
  ] as const;
  const last = stations.findLastIndex(([, at]) => at !== null);
  return stations.map(([name, at], i) => {
    if (at === null) return i < last ? { ...waiting(name), state: 'done' } : waiting(name);
    const here = isOut ? 'ended' : i === stations.length - 1 ? 'done' : 'now';
    const tells =
      i === last && isOut ? t`backed out of` : i === last && way.state === 'paused' ? t`paused` : '';
    return { ...waiting(name), state: i < last ? 'done' : here, at, tells };
  });
};

/** The way of a training, from its data to its version's place in production. */
export const stepsOf = (cycle: Cycle): Step[] => [data(cycle), training(cycle), ...rollout(cycle)];
