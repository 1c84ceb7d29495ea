import { told, type Told } from '../told.ts';
/** One alarm of a project after an evaluation. */
export type Standing = {
  id: string;
  /** Whether it fires. */
  fires: boolean;
  /** Whether that it fires has been told. */
  told: boolean;
  /** Alarms that mute it while they fire. */
  mutedBy: readonly string[];
};

/** A silence over one alarm, or (null) all of a project; until an instant in epoch milliseconds. */
export type SilenceInForce = { ruleId: string | null; endsAt: number };

/** Whether an alarm is told of: not while a silence is over it, or another one that fires says what is the matter. */
const isMuted = (
  { id, mutedBy }: Standing,
  firing: ReadonlySet<string>,
  silences: readonly SilenceInForce[],
  now: number,
): boolean =>
  mutedBy.some((other) => firing.has(other)) ||
  silences.some(({ ruleId, endsAt }) => now < endsAt && (ruleId === null || ruleId === id));

/** The alarms that nobody is told of at this moment, should they fire. */
export const mutedOf = (
  alarms: readonly Standing[],
  silences: readonly SilenceInForce[],
  now: number,
): Set<string> => {
  const firing = new Set(alarms.filter(({ fires }) => fires).map(({ id }) => id));
  return new Set(alarms.filter((one) => isMuted(one, firing, silences, now)).map(({ id }) => id));
};

/**
 * What is to be told after an evaluation, all together: alarms that fire and of which that was not told, be it that they
 * were muted when they began; and those that were told and have cleared, muted or not.
 */
export const toTell = (
  alarms: readonly Standing[],
  silences: readonly SilenceInForce[],
  now: number,
): { fired: string[]; cleared: string[] } => {
  const muted = mutedOf(alarms, silences, now);
  return {
    fired: alarms.filter(({ id, fires, told }) => fires && !told && !muted.has(id)).map(({ id }) => id),
    cleared: alarms.filter(({ fires, told }) => told && !fires).map(({ id }) => id),
  };
};

/** What is wrong with the alarms that are to mute this one; null: nothing. One that mutes is never muted itself. */
export const mutingFault = (
  id: string | null,
  mutedBy: readonly string[],
  others: readonly Pick<Standing, 'id' | 'mutedBy'>[],
): Told | null => {
  if (id !== null && mutedBy.includes(id)) return told`an alarm cannot mute itself`;
  const muting = others.filter((other) => mutedBy.includes(other.id));
  if (muting.length < new Set(mutedBy).size) return told`names an alarm that is not of this project`;
  if (muting.some((other) => other.mutedBy.length > 0))
    return told`names an alarm that is itself muted by another`;
  if (mutedBy.length > 0 && id !== null && others.some((other) => other.mutedBy.includes(id)))
    return told`must be empty: this alarm mutes others`;
  return null;
};
