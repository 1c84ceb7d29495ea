import type { AlarmCondition } from '../../server/domain/alarms/condition.ts';
import { mailStates } from '../../server/domain/alarms/mails.ts';
import { alarmPresetNames } from '../../server/domain/alarms/presets.ts';
import { alarmPhases } from '../../server/domain/alarms/state.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

export const alarmTables = (c: Columns, { projects }: ProjectTables) => {
  const inProject = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);

  const alarmRules = c.table(
    'alarm_rules',
    {
      id: c.text().primaryKey(),
      projectId: inProject(),
      name: c.bytewise().notNull(),
      condition: c.json<AlarmCondition>().notNull(),
      /** What to look at first, in words. */
      note: c.text().notNull(),
      /** The alarms that mute it while they fire. */
      mutedBy: c.json<string[]>().notNull(),
      enabled: c.flag().notNull(),
      /** The preset it was made from; null: none. */
      preset: c.word(alarmPresetNames),
      /** Who changed it last, and when. */
      author: c.json<Actor>().notNull(),
      changedAt: c.instant().notNull(),
    },
    (t) => [c.uniqueIndex('alarm_rules_name').on(t.projectId, t.name)],
  );
  const ofRule = () => c.text().references(() => alarmRules.id);

  return {
    alarmRules,

    /** How each alarm stands, and what was seen last; what the columns mean is said in `server/domain/alarms/state.ts`. */
    alarmStates: c.table(
      'alarm_states',
      {
        ruleId: ofRule().primaryKey(),
        projectId: inProject(),
        phase: c.word(alarmPhases).notNull(),
        since: c.instant().notNull(),
        seenAt: c.instant(),
        firedAt: c.instant(),
        /** When it was told that it fires; null: it does not, or nobody was told. */
        toldAt: c.instant(),
        value: c.real(),
        /** Why it could not be measured. */
        error: c.text(),
      },
      (t) => [c.index('alarm_states_project').on(t.projectId)],
    ),

    /** What became of alarms, of those too that were removed since. */
    alarmTransitions: c.table(
      'alarm_transitions',
      {
        position: c.position(),
        projectId: inProject(),
        ruleId: c.text().notNull(),
        name: c.text().notNull(),
        from: c.word(alarmPhases).notNull(),
        to: c.word(alarmPhases).notNull(),
        /** Whether it fires from here on. */
        fires: c.flag().notNull(),
        value: c.real(),
        at: c.instant().notNull(),
      },
      (t) => [c.index('alarm_transitions_at').on(t.projectId, t.at)],
    ),

    alarmSilences: c.table(
      'alarm_silences',
      {
        id: c.text().primaryKey(),
        projectId: inProject(),
        /** Null: all alarms of the project. */
        ruleId: ofRule(),
        reason: c.text().notNull(),
        author: c.json<Actor>().notNull(),
        createdAt: c.instant().notNull(),
        endsAt: c.instant().notNull(),
      },
      (t) => [c.index('alarm_silences_project').on(t.projectId, t.endsAt)],
    ),

    /** Whom a project's alarms are mailed to. */
    alarmRecipients: c.table('alarm_recipients', {
      projectId: inProject().primaryKey(),
      addresses: c.json<string[]>().notNull(),
    }),

    /** Mails on their way, each to one address; written in the transaction that causes them. */
    alarmMails: c.table(
      'alarm_mails',
      {
        id: c.text().primaryKey(),
        projectId: inProject(),
        address: c.text().notNull(),
        subject: c.text().notNull(),
        body: c.text().notNull(),
        state: c.word(mailStates).notNull(),
        attempts: c.integer().notNull(),
        /** While it is being sent, when that is taken for lost; null: it is over. */
        nextAttemptAt: c.instant(),
        /** What went wrong at the last attempt. */
        error: c.text(),
        createdAt: c.instant().notNull(),
        closedAt: c.instant(),
      },
      (t) => [
        c.index('alarm_mails_due').on(t.state, t.nextAttemptAt),
        c.index('alarm_mails_project').on(t.projectId, t.state, t.closedAt),
      ],
    ),
  };
};
