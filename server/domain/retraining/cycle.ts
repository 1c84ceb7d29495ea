import { told, type Told } from '../told.ts';
/** How a training stands: its dataset is being written, it waits for the trainer, it is under way, or how it ended. */
export const cycleStates = ['preparing', 'requested', 'started', 'finished', 'failed', 'cancelled'] as const;
export type CycleState = (typeof cycleStates)[number];

/** Those in which a cycle has not ended; a project has one such cycle at most. */
export const openStates = ['preparing', 'requested', 'started'] as const satisfies readonly CycleState[];

export const isOpen = (state: CycleState): boolean => (openStates as readonly CycleState[]).includes(state);

/** What is kept of a cycle's way. Instants are epoch milliseconds; what has not come to pass is null. */
export type Cycle = {
  state: CycleState;
  /** Of what is under way, the writing of the dataset or the training; in [0,1]. */
  progress: number;
  message: string;
  readyAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  /** Why it failed. */
  failure: string | null;
  /** `name@version` that came of it. */
  model: string | null;
};

/** What a trainer reports. */
export type Report =
  | { report: 'started' }
  | { report: 'progress'; progress: number; message: string }
  | { report: 'failed'; reason: string }
  | { report: 'finished'; model: string };

/** What follows from a report: what changes, nothing where it was reported before, or why it cannot be. */
export type Reported = { change: Partial<Cycle> } | { repeated: true } | { refused: Told };

const repeated: Reported = { repeated: true };

const refusals: Record<CycleState, Told> = {
  preparing: told`its dataset is still being written`,
  requested: told`it has not been reported as started`,
  started: told`it is under way`,
  finished: told`it has finished`,
  failed: told`it has failed`,
  cancelled: told`it was cancelled`,
};
const refusal = ({ state }: Cycle): Reported => ({ refused: refusals[state] });

type Of<R extends Report['report']> = Extract<Report, { report: R }>;

const rules: { [R in Report['report']]: (cycle: Cycle, report: Of<R>, now: number) => Reported } = {
  started: (cycle, _, now) => {
    if (cycle.state === 'requested')
      return { change: { state: 'started', startedAt: now, progress: 0, message: '' } };
    return cycle.startedAt !== null && cycle.state !== 'cancelled' ? repeated : refusal(cycle);
  },
  progress: (cycle, { progress, message }) => {
    if (cycle.state !== 'started') return refusal(cycle);
    return cycle.progress === progress && cycle.message === message
      ? repeated
      : { change: { progress, message } };
  },
  failed: (cycle, { reason }, now) => {
    if (cycle.state === 'failed' && cycle.failure === reason) return repeated;
    if (cycle.state !== 'requested' && cycle.state !== 'started') return refusal(cycle);
    return { change: { state: 'failed', failure: reason, endedAt: now } };
  },
  finished: (cycle, { model }, now) => {
    if (cycle.state === 'finished' && cycle.model === model) return repeated;
    if (cycle.state !== 'started') return refusal(cycle);
    return { change: { state: 'finished', progress: 1, message: '', model, endedAt: now } };
  },
};

/** What follows from a trainer's report. */
export const reported = (cycle: Cycle, report: Report, now: number): Reported => {
  // The registry's member of this name takes reports of this name; TypeScript does not follow that.
  const rule = rules[report.report] as (cycle: Cycle, report: Report, now: number) => Reported;
  return rule(cycle, report, now);
};

/** What changes once the dataset of a cycle that is being prepared is whole: it waits for the trainer. */
export const madeReady = (now: number): Partial<Cycle> => ({
  state: 'requested',
  readyAt: now,
  progress: 0,
  message: '',
});

/** What changes where its dataset cannot be written. */
export const notPrepared = (failure: string, now: number): Partial<Cycle> => ({
  state: 'failed',
  failure,
  endedAt: now,
});

/** What changes where its trainer has not reported for so many hours. */
export const fellSilent = (hours: number, now: number): Partial<Cycle> => ({
  state: 'failed',
  failure: `its trainer has not reported for ${hours === 1 ? 'an hour' : `${hours} hours`}`,
  endedAt: now,
});

/** What changes where a person cancels it; null: it has ended. */
export const cancelled = ({ state }: Cycle, now: number): Partial<Cycle> | null =>
  isOpen(state) ? { state: 'cancelled', endedAt: now } : null;
