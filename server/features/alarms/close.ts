import type { Transaction } from '../../../db/database.ts';
import { insertTransitions } from '../../../db/queries/alarm-transitions.ts';
import { alarmStatesOf, putAlarmStates, type AlarmRule } from '../../../db/queries/alarms.ts';
import { firstState } from '../../domain/alarms/state.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { announce } from './announce.ts';

/** Has an alarm know nothing again, as one that watches no more; where it fires, that ends, and whoever was told is told. */
export const closeAlarm = async (
  s: Services,
  tx: Transaction,
  project: ProjectState,
  rule: AlarmRule,
  at: number,
): Promise<void> => {
  const before = (await alarmStatesOf(tx, project.id)).get(rule.id);
  if (!before) return;
  const after = { ...before, ...firstState(at), toldAt: null, value: null, error: null };
  await putAlarmStates(tx, [after]);
  if (before.firedAt === null) return;
  await insertTransitions(tx, [
    {
      projectId: project.id,
      ruleId: rule.id,
      name: rule.name,
      from: before.phase,
      to: after.phase,
      fires: false,
      value: null,
      at,
    },
  ]);
  if (before.toldAt === null) return;
  const cleared = [{ rule, value: before.value, firedAt: before.firedAt }];
  await announce(s, tx, project, { fired: [], cleared }, at);
};
