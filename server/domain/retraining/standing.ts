import { triggerNames, type TriggerName } from './triggers/names.ts';
import { triggers } from './triggers/registry.ts';
import type { RetrainingSettings } from './triggers/settings.ts';
import type { RetrainingFacts, Trigger, TriggerStanding } from './triggers/trigger.ts';

const hourMs = 3_600_000;

/** What holds back whatever fires: a training that has not ended, a pause, or nothing to learn from. */
export const holds = ['open', 'pause', 'no_new_labels'] as const;
export type Hold = (typeof holds)[number];

/** How far each trigger is from firing, and what holds them all back (null: nothing). */
export type RetrainingStanding = {
  triggers: Record<TriggerName, TriggerStanding>;
  hold: Hold | null;
  /** When the pause ends, in epoch milliseconds; null: there was no training to pause after. */
  pausedUntil: number | null;
};

/** What else there is to know than triggers go by. */
export type CycleFacts = { open: boolean; lastRequestedAt: number | null };

const holdOf = (
  { newLabels }: RetrainingFacts,
  { open }: CycleFacts,
  pausedUntil: number | null,
  now: number,
): Hold | null => {
  if (open) return 'open';
  if (pausedUntil !== null && now < pausedUntil) return 'pause';
  return newLabels === 0 ? 'no_new_labels' : null;
};

/** How a project stands on the way to its next training. */
export const standingOf = (
  settings: RetrainingSettings,
  facts: RetrainingFacts,
  cycles: CycleFacts,
  now: number,
): RetrainingStanding => {
  const of = <T extends TriggerName>(name: T): [T, TriggerStanding] => {
    const trigger: Trigger<RetrainingSettings['triggers'][T]> = triggers[name];
    return [name, trigger(settings.triggers[name], facts, now)];
  };
  const { lastRequestedAt } = cycles;
  const pausedUntil = lastRequestedAt === null ? null : lastRequestedAt + settings.pauseHours * hourMs;
  return {
    // One entry a name.
    triggers: Object.fromEntries(triggerNames.map(of)) as RetrainingStanding['triggers'],
    hold: holdOf(facts, cycles, pausedUntil, now),
    pausedUntil,
  };
};

/** The first trigger that asks for a training; null: none that is switched on does, or something holds them back. */
export const firing = (
  { triggers: asked }: RetrainingSettings,
  { triggers: standings, hold }: RetrainingStanding,
): TriggerName | null =>
  hold === null ? (triggerNames.find((name) => asked[name].on && standings[name].fires) ?? null) : null;
