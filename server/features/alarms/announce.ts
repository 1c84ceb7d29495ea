import type { Transaction } from '../../../db/database.ts';
import { newId } from '../../../db/new-id.ts';
import { insertMails, recipientsOf } from '../../../db/queries/alarm-mails.ts';
import type { AlarmRule } from '../../../db/queries/alarms.ts';
import { firstStepMoved } from '../../../db/queries/pipeline.ts';
import { isAfterSteps } from '../../domain/alarms/metrics.ts';
import { firstMovedText, seenText } from '../../domain/alarms/words.ts';
import type { FirstMoved } from '../../domain/pipeline/state.ts';
import type { ProjectEvent, ProjectState, Services } from '../../http/handler.ts';
import { tellFirstMoved } from './alarm-reply.ts';

/** An alarm that is told of: with what it saw, and since when it fires or fired (epoch milliseconds). */
export type Told = { rule: AlarmRule; value: number | null; firedAt: number };

/** What is told together, and the step that moved first where the project has steps, and one did. */
export type Announcement = {
  fired: readonly Told[];
  cleared: readonly Told[];
  moved: FirstMoved | null;
};

const movedBefore = ({ condition }: AlarmRule, moved: FirstMoved | null): FirstMoved | null =>
  isAfterSteps(condition.metric) ? moved : null;

const addressOf = (s: Services, { slug }: ProjectState): string => `${s.publicUrl()}/projects/${slug}/alarms`;

/** What endpoints are told of alarms that changed. */
type AlarmsChanged = Extract<ProjectEvent, { type: 'alarm.fired' }>['data'];

const dataOf = (alarms: readonly Told[], moved: FirstMoved | null, url: string): AlarmsChanged => ({
  url,
  alarms: alarms.map(({ rule, value, firedAt }) => {
    const { id, name, condition, note } = rule;
    return {
      id,
      name,
      metric: condition.metric,
      comparison: condition.comparison,
      threshold: condition.threshold,
      clearThreshold: condition.clearThreshold,
      value,
      firedAt: new Date(firedAt).toISOString(),
      note,
      firstMoved: tellFirstMoved(movedBefore(rule, moved)),
    };
  }),
});

const titleOf = ({ fired, cleared }: Pick<Announcement, 'fired' | 'cleared'>): string => {
  const say = (alarms: readonly Told[], verb: string) =>
    alarms.length > 1
      ? [`${alarms.length} alarms ${verb}`]
      : alarms.map(({ rule }) => `${rule.name} (${verb})`);
  return [...say(fired, 'firing'), ...say(cleared, 'cleared')].join(', ');
};

const paragraphOf = ({ rule, value, firedAt }: Told, verb: string, moved: FirstMoved | null): string => {
  const { name, condition, note } = rule;
  const first = movedBefore(rule, moved);
  return [
    `${verb}: ${name}`,
    seenText(condition, value).message,
    `Firing since ${new Date(firedAt).toISOString()}`,
    ...(first === null ? [] : [firstMovedText(first)]),
    ...(note === '' ? [] : [`Look first: ${note}`]),
  ].join('\n');
};

const mailOf = (project: ProjectState, told: Announcement, url: string) => ({
  subject: `${project.name}: ${titleOf(told)}`,
  body: [
    ...told.fired.map((one) => paragraphOf(one, 'FIRING', told.moved)),
    ...told.cleared.map((one) => paragraphOf(one, 'CLEARED', null)),
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
  { fired, cleared }: Pick<Announcement, 'fired' | 'cleared'>,
  at: number,
): Promise<void> => {
  if (fired.length + cleared.length === 0) return;
  const isAsked = fired.some(({ rule }) => isAfterSteps(rule.condition.metric));
  const moved = isAsked ? await firstStepMoved(tx, project, at) : null;
  const url = addressOf(s, project);
  const about = { at, item: null };
  await s.outbox.write(tx, project, () => [
    ...(fired.length > 0
      ? [{ ...about, type: 'alarm.fired' as const, data: dataOf(fired, moved, url) }]
      : []),
    ...(cleared.length > 0
      ? [{ ...about, type: 'alarm.cleared' as const, data: dataOf(cleared, null, url) }]
      : []),
  ]);
  await mail(s, tx, project, { fired, cleared, moved }, at);
};
