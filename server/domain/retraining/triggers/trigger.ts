import type { Estimate } from '../../statistics/estimate.ts';

/** What triggers go by. Instants are epoch milliseconds. */
export type RetrainingFacts = {
  /** Labels that people gave since the last training was asked for. */
  newLabels: number;
  /** What blind answers say of the live model version (or else the one heard from last); null: nothing yet. */
  accuracy: (Pick<Estimate, 'value' | 'low' | 'high'> & { n: number }) | null;
  /** What has alarmed, in words. */
  alarms: readonly string[];
  /** When the last training was asked for, or the project made. */
  since: number;
};

/** How far a trigger is: what there is, and at how much it fires. */
export type TriggerStanding = { fires: boolean; have: number | null; need: number | null };

/** A trigger with these settings. */
export type Trigger<S> = (settings: S, facts: RetrainingFacts, now: number) => TriggerStanding;
