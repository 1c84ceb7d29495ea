import { and, asc, count, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import { alarmPresets, type AlarmPresetName } from '../../server/domain/alarms/presets.ts';
import { firstState } from '../../server/domain/alarms/state.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';

/** An alarm as it is kept. Instants are epoch milliseconds. */
export type AlarmRule = Tables['alarmRules']['$inferSelect'];

/** How an alarm stands. */
export type AlarmStateRow = Tables['alarmStates']['$inferSelect'];

/** A project's alarms, by name. */
export const alarmRulesOf = (q: Queryable, projectId: string): Promise<AlarmRule[]> => {
  const { alarmRules: r } = q.tables;
  return q.db.select().from(r).where(eq(r.projectId, projectId)).orderBy(asc(r.name));
};

/** How many alarms fire in each of these projects that has any. */
export const firingAlarms = async (q: Queryable, projectIds: string[]): Promise<Map<string, number>> => {
  const { alarmStates: s } = q.tables;
  const rows = await q.db
    .select({ projectId: s.projectId, n: count() })
    .from(s)
    .where(and(inArray(s.projectId, projectIds), isNotNull(s.firedAt)))
    .groupBy(s.projectId);
  return new Map(rows.map(({ projectId, n }) => [projectId, n]));
};

/** How a project's alarms stand, by their id. */
export const alarmStatesOf = async (q: Queryable, projectId: string): Promise<Map<string, AlarmStateRow>> => {
  const { alarmStates: s } = q.tables;
  const rows = await q.db.select().from(s).where(eq(s.projectId, projectId));
  return new Map(rows.map((row) => [row.ruleId, row]));
};

/** A project's alarms, which nobody else changes until the transaction ends. */
export const lockAlarms = async (tx: Transaction, projectId: string): Promise<AlarmRule[]> => {
  const { alarmRules: r } = tx.tables;
  await tx.db
    .select({ id: r.id })
    .from(r)
    .where(eq(r.projectId, projectId))
    .orderBy(sql`${r.id} ${tx.dialect.forUpdate}`);
  // Those that somebody made while the locks were waited for are seen by this statement only.
  return alarmRulesOf(tx, projectId);
};

/** Keeps alarms, of which nothing is known yet. */
export const insertAlarms = async (tx: Transaction, rules: AlarmRule[]): Promise<void> => {
  await tx.insertMany(tx.tables.alarmRules, rules);
  await tx.insertMany(
    tx.tables.alarmStates,
    rules.map(({ id, projectId, changedAt }) => ({
      ruleId: id,
      projectId,
      ...firstState(changedAt),
      toldAt: null,
      value: null,
      error: null,
    })),
  );
};

/** Gives a project the presets that it has not, but for those whose name is taken; answers what was made. */
export const insertPresets = async (
  tx: Transaction,
  projectId: string,
  author: Actor,
  now: number,
): Promise<AlarmRule[]> => {
  const known = await lockAlarms(tx, projectId);
  const names = Object.keys(alarmPresets) as AlarmPresetName[]; // a record's own keys
  const ids = new Map(known.flatMap(({ id, preset }) => (preset === null ? [] : [[preset, id] as const])));
  const wanted = names.filter(
    (name) => !ids.has(name) && !known.some((rule) => rule.name === alarmPresets[name].name),
  );
  for (const name of wanted) ids.set(name, newId());
  const made = wanted.map((preset): AlarmRule => {
    const { mutedBy, ...given } = alarmPresets[preset];
    return {
      ...given,
      id: ids.get(preset) ?? newId(),
      projectId,
      mutedBy: mutedBy.flatMap((other) => ids.get(other) ?? []),
      enabled: true,
      preset,
      author,
      changedAt: now,
    };
  });
  await insertAlarms(tx, made);
  return made;
};

/** Changes what an alarm says. */
export const updateAlarm = async (tx: Transaction, { id, ...said }: AlarmRule): Promise<void> => {
  const { alarmRules: r } = tx.tables;
  await tx.db.update(r).set(said).where(eq(r.id, id));
};

/** Removes an alarm with its state and the silences over it; its history stays. */
export const deleteAlarm = async (tx: Transaction, id: string): Promise<void> => {
  const { alarmRules, alarmStates, alarmSilences } = tx.tables;
  await tx.db.delete(alarmSilences).where(eq(alarmSilences.ruleId, id));
  await tx.db.delete(alarmStates).where(eq(alarmStates.ruleId, id));
  await tx.db.delete(alarmRules).where(eq(alarmRules.id, id));
};

/** Puts states in place of those before. */
export const putAlarmStates = async (tx: Transaction, rows: AlarmStateRow[]): Promise<void> => {
  const { alarmStates: s } = tx.tables;
  for (const { ruleId, ...state } of rows) await tx.db.update(s).set(state).where(eq(s.ruleId, ruleId));
};

/** A silence as it is kept; null: over all alarms of its project. */
export type AlarmSilence = Tables['alarmSilences']['$inferSelect'];

/** The silences of a project that have not ended, those that end first in front. */
export const silencesOf = (q: Queryable, projectId: string, now: number): Promise<AlarmSilence[]> => {
  const { alarmSilences: s } = q.tables;
  return q.db
    .select()
    .from(s)
    .where(and(eq(s.projectId, projectId), gt(s.endsAt, now)))
    .orderBy(asc(s.endsAt), asc(s.id));
};

export const insertSilence = async (tx: Transaction, silence: AlarmSilence): Promise<void> => {
  await tx.db.insert(tx.tables.alarmSilences).values(silence);
};

/** Ends a silence of a project; answers it, or null where there is none that lasts. */
export const endSilence = async (
  tx: Transaction,
  projectId: string,
  id: string,
  now: number,
): Promise<AlarmSilence | null> => {
  const { alarmSilences: s } = tx.tables;
  const [row] = await tx.db
    .update(s)
    .set({ endsAt: now })
    .where(and(eq(s.projectId, projectId), eq(s.id, id), gt(s.endsAt, now)))
    .returning();
  return row ?? null;
};
