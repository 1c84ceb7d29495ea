import type { AlarmRule, AlarmSilence, AlarmStateRow } from '../../../db/queries/alarms.ts';
import type { FirstMoved } from '../../domain/pipeline/state.ts';
import type { Alarm, Silence } from './contract.ts';

const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** The step that moved first as it is told. */
export const tellFirstMoved = (moved: FirstMoved | null): Alarm['firstMoved'] =>
  moved && { step: moved.step, since: iso(moved.since) };

/** An alarm as it is told. */
export const tellAlarm = (
  rule: AlarmRule,
  state: AlarmStateRow,
  { muted, moved }: { muted: boolean; moved: FirstMoved | null },
): Alarm => ({
  id: rule.id,
  name: rule.name,
  condition: rule.condition,
  note: rule.note,
  mutedBy: rule.mutedBy,
  enabled: rule.enabled,
  preset: rule.preset,
  author: rule.author,
  changedAt: iso(rule.changedAt),
  firstMoved: tellFirstMoved(moved),
  state: {
    phase: state.phase,
    since: iso(state.since),
    seenAt: isoOrNull(state.seenAt),
    firedAt: isoOrNull(state.firedAt),
    muted,
    value: state.value,
    error: state.error,
  },
});

/** A silence as it is told. */
export const tellSilence = ({ id, ruleId, reason, author, createdAt, endsAt }: AlarmSilence): Silence => ({
  id,
  alarm: ruleId,
  reason,
  author,
  createdAt: iso(createdAt),
  endsAt: iso(endsAt),
});
