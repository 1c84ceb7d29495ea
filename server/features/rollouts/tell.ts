import type { Rollout, RolloutMoment } from '../../../db/queries/rollouts.ts';
import type { Verdict } from '../../domain/rollout/guardrails/verdict.ts';
import type { MomentReply, RolloutReply, VerdictReply } from './contract.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/** A rollout as replies tell it. */
export const tellRollout = (r: Rollout): RolloutReply => ({
  id: r.id,
  candidate: r.candidate,
  live: r.live,
  attemptOf: r.attemptOf,
  settings: r.settings,
  state: r.state,
  step: r.step,
  share: r.share,
  since: instant(r.since),
  note: r.note,
  author: r.author,
  createdAt: instant(r.createdAt),
  startedAt: r.startedAt === null ? null : instant(r.startedAt),
});

export const tellVerdict = ({ interval, ...verdict }: Verdict): VerdictReply => ({
  ...verdict,
  low: interval.low,
  high: interval.high,
});

/** A line of a rollout's timeline as replies tell it. */
export const tellMoment = ({
  rolloutId: _,
  projectId: __,
  at,
  verdicts,
  ...moment
}: RolloutMoment): MomentReply => ({
  ...moment,
  verdicts: verdicts.map(tellVerdict),
  at: instant(at),
});
