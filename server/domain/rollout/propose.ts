import { proposedSettings, type RolloutSettings } from './settings.ts';

/** What people said of the version that is live: how much of it they judged blind, and found wrong; how much they were shown, and overrode. */
export type KnownOfLive = { judged: number; wrong: number; shown: number; overridden: number };

/** Answers from which on a rate is taken to be known. */
const leastKnown = 50;

/** By how much a candidate may be worse than live, beyond what chance explains. */
const margin = 0.03;

const limitOf = (bad: number, n: number, otherwise: number | undefined): number | undefined =>
  n < leastKnown ? otherwise : Math.min(Math.round((bad / n + margin) * 100) / 100, 0.99);

/** Settings whose limits a candidate that is as good as live keeps. */
export const proposeFor = (live: KnownOfLive | null): RolloutSettings => {
  if (!live) return proposedSettings;
  const { limits } = proposedSettings;
  const error = limitOf(live.wrong, live.judged, limits.error);
  const override = limitOf(live.overridden, live.shown, limits.override);
  return {
    ...proposedSettings,
    limits: { ...limits, ...(error !== undefined && { error }), ...(override !== undefined && { override }) },
  };
};
