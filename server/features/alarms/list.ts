import type { Queryable } from '../../../db/database.ts';
import { mailHealth, recipientsOf } from '../../../db/queries/alarm-mails.ts';
import {
  alarmRulesOf,
  alarmStatesOf,
  silencesOf,
  type AlarmRule,
  type AlarmStateRow,
} from '../../../db/queries/alarms.ts';
import { firstStepMoved } from '../../../db/queries/pipeline.ts';
import { isAfterSteps } from '../../domain/alarms/metrics.ts';
import { alarmPresetNames } from '../../domain/alarms/presets.ts';
import { mutedOf } from '../../domain/alarms/telling.ts';
import type { ProjectState } from '../../http/handler.ts';
import { isoOrNull, tellAlarm, tellSilence } from './alarm-reply.ts';
import type { Alarm, Alarms } from './contract.ts';

const dayMs = 86_400_000;

/** A project's alarms as they are told, by name, with the silences that last. */
const tellAlarms = async (q: Queryable, project: ProjectState, now: number) => {
  const { id: projectId } = project;
  const rules = await alarmRulesOf(q, projectId);
  const states = await alarmStatesOf(q, projectId);
  const silences = await silencesOf(q, projectId, now);
  const known = rules.flatMap((rule): [AlarmRule, AlarmStateRow][] => {
    const state = states.get(rule.id);
    return state ? [[rule, state]] : [];
  });
  const muted = mutedOf(
    known.map(([{ id, mutedBy }, { firedAt, toldAt }]) => ({
      id,
      mutedBy,
      fires: firedAt !== null,
      told: toldAt !== null,
    })),
    silences,
    now,
  );
  const isAsked = ([{ condition }, { firedAt }]: (typeof known)[number]) =>
    firedAt !== null && isAfterSteps(condition.metric);
  const moved = known.some(isAsked) ? await firstStepMoved(q, project, now) : null;
  return {
    rules,
    silences,
    alarms: known.map((one) => {
      const [rule, state] = one;
      return tellAlarm(rule, state, { muted: muted.has(rule.id), moved: isAsked(one) ? moved : null });
    }),
  };
};

/** One of them. */
export const alarmOf = async (
  q: Queryable,
  project: ProjectState,
  id: string,
  now: number,
): Promise<Alarm> => {
  const { alarms } = await tellAlarms(q, project, now);
  const found = alarms.find((one) => one.id === id);
  if (!found) throw new Error(`the alarm ${id} was not kept`);
  return found;
};

/** All that there is to say of a project's alarms, but for what is heard from. */
export const listAlarms = async (
  q: Queryable,
  project: ProjectState,
  configured: boolean,
  now: number,
): Promise<Omit<Alarms, 'heard'>> => {
  const { rules, silences, alarms } = await tellAlarms(q, project, now);
  const { oldestSince, failed, ...mail } = await mailHealth(q, project.id, now - dayMs);
  return {
    alarms,
    silences: silences.map(tellSilence),
    mail: {
      configured,
      recipients: (await recipientsOf(q, project.id)).length,
      ...mail,
      oldestSince: isoOrNull(oldestSince),
      failedLastDay: failed,
    },
    missingPresets: alarmPresetNames.filter((name) => !rules.some(({ preset }) => preset === name)),
  };
};
