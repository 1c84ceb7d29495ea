import type { Transaction } from '../../../db/database.ts';
import { insertTransitions } from '../../../db/queries/alarm-transitions.ts';
import {
  alarmRulesOf,
  alarmStatesOf,
  lockAlarms,
  putAlarmStates,
  silencesOf,
  type AlarmRule,
  type AlarmStateRow,
} from '../../../db/queries/alarms.ts';
import { longestGap, nextState, type Observation } from '../../domain/alarms/state.ts';
import { toTell } from '../../domain/alarms/telling.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { announce, type Told } from './announce.ts';
import { lookAt } from './look.ts';

/** An alarm before and after a look at its metric. */
type Move = { rule: AlarmRule; before: AlarmStateRow; after: AlarmStateRow };

/** Whether a look says nothing: it was before the alarm was changed, or before another instance's look. */
const isStale = ({ changedAt }: AlarmRule, { seenAt }: AlarmStateRow, at: number): boolean =>
  changedAt > at || (seenAt !== null && seenAt >= at && seenAt - at < longestGap);

const moveOf = (rule: AlarmRule, before: AlarmStateRow, seen: Observation | undefined, at: number): Move => {
  if (!seen || !rule.enabled || isStale(rule, before, at)) return { rule, before, after: before };
  const after = {
    ...before,
    ...nextState(rule.condition, before, seen, at),
    value: seen.kind === 'value' ? seen.value : null,
    error: seen.kind === 'error' ? seen.message : null,
  };
  return { rule, before, after };
};

/** What belongs into the history: not that an alarm may fire soon, nor that nothing came of it, nor how it began. */
const isHistoric = ({ before, after }: Move): boolean =>
  before.phase !== after.phase &&
  after.phase !== 'pending' &&
  !(before.phase === 'pending' && after.phase === 'ok') &&
  (before.seenAt !== null || after.firedAt !== null);

const toldOf = ({ rule, before, after }: Move): Told => ({
  rule,
  value: after.value,
  firedAt: after.firedAt ?? before.firedAt ?? after.since,
});

/** Moves a project's alarms on by what was seen, and tells of those that changed, all in one transaction. */
const moveOn = async (
  s: Services,
  tx: Transaction,
  project: ProjectState,
  seen: ReadonlyMap<string, Observation>,
  at: number,
): Promise<void> => {
  const rules = await lockAlarms(tx, project.id);
  const states = await alarmStatesOf(tx, project.id);
  const moves = rules.flatMap((rule) => {
    const before = states.get(rule.id);
    return before ? [moveOf(rule, before, seen.get(rule.id), at)] : [];
  });
  const standings = moves.map(({ rule, before, after }) => ({
    id: rule.id,
    fires: after.firedAt !== null,
    told: before.toldAt !== null,
    mutedBy: rule.mutedBy,
  }));
  const { fired, cleared } = toTell(standings, await silencesOf(tx, project.id, at), at);
  for (const move of moves) {
    if (fired.includes(move.rule.id)) move.after = { ...move.after, toldAt: at };
    if (cleared.includes(move.rule.id)) move.after = { ...move.after, toldAt: null };
  }
  const changed = moves.filter(({ before, after }) => before !== after);
  await putAlarmStates(
    tx,
    changed.map(({ after }) => after),
  );
  await insertTransitions(
    tx,
    changed.filter(isHistoric).map(({ rule, before, after }) => ({
      projectId: project.id,
      ruleId: rule.id,
      name: rule.name,
      from: before.phase,
      to: after.phase,
      fires: after.firedAt !== null,
      value: after.value,
      at,
    })),
  );
  const among = (ids: readonly string[]) => moves.filter(({ rule }) => ids.includes(rule.id)).map(toldOf);
  await announce(s, tx, project, { fired: among(fired), cleared: among(cleared) }, at);
  if (changed.some(({ before, after }) => before.phase !== after.phase)) s.publish.alarmsChanged(tx, project);
};

/** Looks at all that a project's alarms watch, and moves them on. */
export const evaluateAlarms = async (s: Services, project: ProjectState): Promise<void> => {
  const at = s.now();
  const rules = await s.db.read((q) => alarmRulesOf(q, project.id));
  const seen = new Map<string, Observation>();
  for (const { id, enabled, condition } of rules)
    if (enabled) seen.set(id, await lookAt(s.db, project, condition, at));
  if (seen.size > 0) await s.db.write((tx) => moveOn(s, tx, project, seen, at));
};
