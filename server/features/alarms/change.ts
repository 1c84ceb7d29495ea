import type { Transaction } from '../../../db/database.ts';
import { newId } from '../../../db/new-id.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  deleteAlarm,
  insertAlarms,
  insertPresets,
  lockAlarms,
  updateAlarm,
  type AlarmRule,
} from '../../../db/queries/alarms.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { conditionFaults } from '../../domain/alarms/condition.ts';
import type { FieldError } from '../../contract/problems.ts';
import { mutingFault } from '../../domain/alarms/telling.ts';
import type { Json } from '../../domain/words.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { closeAlarm } from './close.ts';
import { mostAlarms, type alarmsContract } from './contract.ts';
import { alarmOf } from './list.ts';
import { told } from '../../domain/told.ts';

type ChangeHandlers = Pick<Handlers<typeof alarmsContract>, 'create' | 'addPresets' | 'update' | 'remove'>;

/** Refuses what an alarm cannot say, naming the fields. */
const checkAlarm = (rule: AlarmRule, id: string | null, all: readonly AlarmRule[]): void => {
  const errors: FieldError[] = conditionFaults(rule.condition).map(({ field, ...fault }) => ({
    path: ['condition', field],
    ...fault,
  }));
  const fault = mutingFault(id, rule.mutedBy, all);
  if (fault !== null) errors.push({ path: ['mutedBy'], ...fault });
  if (errors.length > 0) throw new AppError('invalid_input', { errors });
  if (all.some(({ id: other, name }) => name === rule.name && other !== id))
    throw new AppError('conflict', {
      detail: told`another alarm is called “${rule.name}”`,
      errors: [{ path: ['name'], ...told`another alarm is called so` }],
    });
};

const said = ({ name, condition, note, mutedBy, enabled }: AlarmRule): Json => ({
  name,
  condition,
  note,
  mutedBy,
  enabled,
});

const found = (rules: readonly AlarmRule[], id: string): AlarmRule => {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new AppError('not_found');
  return rule;
};

/** What is done to alarms. */
export const changeHandlers = (s: Services): ChangeHandlers => {
  /** Notes a change, by the author that the alarm now has, and has it seen. */
  const note = async (
    tx: Transaction,
    project: ProjectState,
    change: {
      action: AuditAction;
      subject: string;
      before: Json;
      after: Json;
    } & Pick<AlarmRule, 'author' | 'changedAt'>,
  ): Promise<void> => {
    const { author, changedAt, ...entry } = change;
    await recordAudit(tx, { at: changedAt, projectId: project.id, actor: author, ...entry });
    s.publish.alarmsChanged(tx, project);
  };

  return {
    create: async ({ body, principal, project }) => {
      const by = { author: actorOf(principal), changedAt: s.now() };
      const rule: AlarmRule = { id: newId(), projectId: project.id, ...body, preset: null, ...by };
      return s.db.write(async (tx) => {
        const all = await lockAlarms(tx, project.id);
        if (all.length >= mostAlarms)
          throw new AppError('conflict', { detail: told`a project has at most ${mostAlarms} alarms` });
        checkAlarm(rule, null, all);
        await insertAlarms(tx, [rule]);
        await note(tx, project, {
          action: 'alarm.created',
          subject: rule.name,
          before: null,
          after: said(rule),
          ...by,
        });
        return alarmOf(tx, project, rule.id, by.changedAt);
      });
    },
    addPresets: async ({ principal, project }) => {
      const by = { author: actorOf(principal), changedAt: s.now() };
      const made = await s.db.write(async (tx) => {
        const rules = await insertPresets(tx, project.id, by.author, by.changedAt);
        if (rules.length > 0)
          await note(tx, project, {
            action: 'alarm.presets_added',
            subject: 'preset alarms',
            before: null,
            after: rules.map(({ name }) => name),
            ...by,
          });
        return rules;
      });
      return { added: made.flatMap(({ preset }) => preset ?? []) };
    },
    update: async ({ params, body, principal, project }) => {
      const by = { author: actorOf(principal), changedAt: s.now() };
      return s.db.write(async (tx) => {
        const all = await lockAlarms(tx, project.id);
        const old = found(all, params.id);
        const rule: AlarmRule = { ...old, ...body, ...by };
        checkAlarm(rule, rule.id, all);
        await updateAlarm(tx, rule);
        if (old.enabled && !rule.enabled) await closeAlarm(s, tx, project, rule, by.changedAt);
        await note(tx, project, {
          action: 'alarm.changed',
          subject: old.name,
          before: said(old),
          after: said(rule),
          ...by,
        });
        return alarmOf(tx, project, rule.id, by.changedAt);
      });
    },
    remove: async ({ params, principal, project }) => {
      const by = { author: actorOf(principal), changedAt: s.now() };
      await s.db.write(async (tx) => {
        const all = await lockAlarms(tx, project.id);
        const old = found(all, params.id);
        await closeAlarm(s, tx, project, old, by.changedAt);
        for (const rule of all.filter(({ mutedBy }) => mutedBy.includes(old.id)))
          await updateAlarm(tx, { ...rule, mutedBy: rule.mutedBy.filter((id) => id !== old.id) });
        await deleteAlarm(tx, old.id);
        await note(tx, project, {
          action: 'alarm.removed',
          subject: old.name,
          before: said(old),
          after: null,
          ...by,
        });
      });
      return { ok: true };
    },
  };
};
