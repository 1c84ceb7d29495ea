import type { TriggerName } from './names.ts';

/** What a project asks of each trigger. */
export type TriggerSettings = {
  alarm: { on: boolean };
  /** The accuracy is surely below `below`, by at least `least` answers. */
  evidence: { on: boolean; below: number; least: number };
  new_labels: { on: boolean; atLeast: number };
  schedule: { on: boolean; days: number };
} & Record<TriggerName, { on: boolean }>;

/** When a project's trainings are asked for. */
export type RetrainingSettings = {
  /** The least time between two that triggers ask for, in hours. */
  pauseHours: number;
  /** Whether the version that comes of one is brought in as shadow by itself. */
  entersShadow: boolean;
  /** After so many hours without a report of its trainer, a training that has started has failed. */
  silentHours: number;
  triggers: TriggerSettings;
};

/** Nothing is asked for by itself until somebody wants that. */
export const firstSettings: RetrainingSettings = {
  pauseHours: 24,
  entersShadow: false,
  silentHours: 24,
  triggers: {
    alarm: { on: false },
    evidence: { on: false, below: 0.9, least: 100 },
    new_labels: { on: false, atLeast: 1_000 },
    schedule: { on: false, days: 30 },
  },
};
