import type { Transaction } from '../../../db/database.ts';
import { newId } from '../../../db/new-id.ts';
import { insertMails, recipientsOf } from '../../../db/queries/alarm-mails.ts';
import type { AlarmRule } from '../../../db/queries/alarms.ts';
import { seenText } from '../../domain/alarms/words.ts';
import type { ProjectEvent, ProjectState, Services } from '../../http/handler.ts';

/** An alarm that is told of: with what it saw, and since when it fires or fired (epoch milliseconds). */
export type Told = { rule: AlarmRule; value: number | null; firedAt: number };

/** What is told together. */
export type Announcement = { fired: readonly Told[]; cleared: readonly Told[] };

const addressOf = (s: Services, { slug }: ProjectState): string => `${s.publicUrl()}/projects/${slug}/alarms`;

/** What endpoints are told of alarms that changed. */
type AlarmsChanged = Extract<ProjectEvent, { type: 'alarm.fired' }>['data'];

const dataOf = (alarms: readonly Told[], url: string): AlarmsChanged => ({
  url,
  alarms: alarms.map(({ rule: { id, name, condition, note }, value, firedAt }) => ({
    id,
    name,
    metric: condition.metric,
    comparison: condition.comparison,
    threshold: condition.threshold,
    clearThreshold: condition.clearThreshold,
    value,
    firedAt: new Date(firedAt).toISOString(),
    note,
  })),
});

const titleOf = ({ fired, cleared }: Announcement): string => {
  const say = (alarms: readonly Told[], verb: string) =>
    alarms.length > 1
      ? [`${alarms.length} alarms ${verb}`]
      : alarms.map(({ rule }) => `${rule.name} (${verb})`);
  return [...say(fired, 'firing'), ...say(cleared, 'cleared')].join(', ');
};

const paragraphOf = ({ rule: { name, condition, note }, value, firedAt }: Told, verb: string): string =>
  [
    `${verb}: ${name}`,
    seenText(condition, value),
    `Firing since ${new Date(firedAt).toISOString()}`,
    ...(note === '' ? [] : [`Look first: ${note}`]),
  ].join('\n');

const mailOf = (project: ProjectState, told: Announcement, url: string) => ({
  subject: `${project.name}: ${titleOf(told)}`,
  body: [
    ...told.fired.map((one) => paragraphOf(one, 'FIRING')),
    ...told.cleared.map((one) => paragraphOf(one, 'CLEARED')),
    url,
  ].join('\n\n'),
});

/** Keeps mails of this to everybody whom the project's alarms are mailed to, where there is a mail server. */
const mail = async (
  s: Services,
  tx: Transaction,
  project: ProjectState,
  told: Announcement,
  at: number,
): Promise<void> => {
  if (s.config.smtpUrl === null) return;
  const addresses = await recipientsOf(tx, project.id);
  const { subject, body } = mailOf(project, told, addressOf(s, project));
  await insertMails(
    tx,
    addresses.map((address) => ({
      id: newId(),
      projectId: project.id,
      address,
      subject,
      body,
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: at,
      error: null,
      createdAt: at,
      closedAt: null,
    })),
  );
};

/**
 * Tells of alarms that changed together, in the transaction that changes them: one callback for those that fired and one
 * for those that cleared, and one mail to each address.
 */
export const announce = async (
  s: Services,
  tx: Transaction,
  project: ProjectState,
  told: Announcement,
  at: number,
): Promise<void> => {
  const { fired, cleared } = told;
  if (fired.length + cleared.length === 0) return;
  const url = addressOf(s, project);
  const about = { at, item: null };
  await s.outbox.write(tx, project, () => [
    ...(fired.length > 0 ? [{ ...about, type: 'alarm.fired' as const, data: dataOf(fired, url) }] : []),
    ...(cleared.length > 0 ? [{ ...about, type: 'alarm.cleared' as const, data: dataOf(cleared, url) }] : []),
  ]);
  await mail(s, tx, project, told, at);
};
