import { isBreached, isClear, type AlarmCondition } from './condition.ts';

/**
 * How an alarm stands: `pending` is beyond the threshold, but not yet for long enough; `keeping` fires still, though it is
 * clear, as it has not been for long enough. Whether one that has no data or cannot be measured fires, `firedAt` says.
 */
export const alarmPhases = ['ok', 'pending', 'firing', 'keeping', 'no_data', 'error'] as const;
export type AlarmPhase = (typeof alarmPhases)[number];

/** Instants are epoch milliseconds. */
export type AlarmState = {
  phase: AlarmPhase;
  /** Since when it is in this phase. */
  since: number;
  /** When it was looked at last; null: never. */
  seenAt: number | null;
  /** When it fired; null: it does not. */
  firedAt: number | null;
};

/** What a look at the metric brought. */
export type Observation =
  | { kind: 'value'; value: number }
  | { kind: 'no_data' }
  | { kind: 'error'; message: string };

/** Two looks further apart than this say nothing of the time between them. */
export const longestGap = 180_000;

const minute = 60_000;

/** Where an alarm begins: nothing is known yet. */
export const firstState = (now: number): AlarmState => ({
  phase: 'no_data',
  since: now,
  seenAt: null,
  firedAt: null,
});

/** Whether nothing is known of the time before a look; a clock that was set back is no better than one that stood still. */
const isApart = (seenAt: number | null, now: number): boolean =>
  seenAt === null || Math.abs(now - seenAt) > longestGap;

/** The phase that a value leads to, and whether the alarm fires there. */
const phaseAt = (
  condition: AlarmCondition,
  { phase, since, seenAt, firedAt }: AlarmState,
  value: number,
  now: number,
): { phase: AlarmPhase; fires: boolean } => {
  const apart = isApart(seenAt, now);
  const hasLasted = (counted: AlarmPhase, minutes: number): boolean =>
    minutes === 0 || (phase === counted && !apart && now - since >= minutes * minute);
  if (firedAt !== null) {
    if (!isClear(condition, value)) return { phase: 'firing', fires: true };
    return hasLasted('keeping', condition.keepMinutes)
      ? { phase: 'ok', fires: false }
      : { phase: 'keeping', fires: true };
  }
  if (!isBreached(condition, value)) return { phase: 'ok', fires: false };
  return hasLasted('pending', condition.forMinutes)
    ? { phase: 'firing', fires: true }
    : { phase: 'pending', fires: false };
};

/** What an alarm becomes by a look at its metric: a function of nothing else. */
export const nextState = (
  condition: AlarmCondition,
  state: AlarmState,
  seen: Observation,
  now: number,
): AlarmState => {
  const { phase, fires } =
    seen.kind === 'value'
      ? phaseAt(condition, state, seen.value, now)
      : { phase: seen.kind, fires: state.firedAt !== null };
  // A time that counts begins anew where it was not watched.
  const begins = (phase === 'pending' || phase === 'keeping') && isApart(state.seenAt, now);
  const lasts = phase === state.phase && !begins;
  return {
    phase,
    since: lasts ? state.since : now,
    seenAt: now,
    firedAt: fires ? (state.firedAt ?? now) : null,
  };
};
