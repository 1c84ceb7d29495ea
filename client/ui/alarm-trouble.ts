import { plural, t } from '@lingui/core/macro';
import type { Alarm, Alarms } from '../../server/features/alarms/contract.ts';

export const isFiring = ({ state }: Alarm): boolean => state.firedAt !== null;

/** The job that evaluates alarms, as the server calls it. */
const evaluator = 'evaluate-alarms';

/** What is silent that ought to be heard from, as sentences. */
const silences = ({ jobs, callbacks }: Alarms['heard']): string[] => {
  const silent = jobs.filter((job) => job.silent).map(({ name }) => name);
  return [
    ...(silent.includes(evaluator)
      ? [t`Alarms are not being evaluated: how they stand is as it was when they were looked at last.`]
      : []),
    ...silent
      .filter((name) => name !== evaluator)
      .map((name) => t`The server’s scheduled work “${name}” is not heard from any more.`),
    ...(callbacks.silent ? [t`Callbacks are due, and nothing sends them.`] : []),
  ];
};

/** What keeps mails from whom they are meant for, as sentences. */
const mailTroubles = ({
  configured,
  recipients,
  pending,
  failedLastDay,
  lastError,
}: Alarms['mail']): string[] => [
  ...(recipients > 0 && !configured
    ? [t`Alarms are to be mailed, but the server has no mail server: nothing is sent (setting SMTP_URL).`]
    : []),
  ...(failedLastDay > 0
    ? [
        t`Mails that were given up in the last 24 hours: ${failedLastDay}${lastError === null ? '' : ` (${lastError})`}.`,
      ]
    : []),
  ...(pending > 0 && lastError !== null
    ? [t`Mails that wait to be sent again: ${pending} (${lastError}).`]
    : []),
];

/** What is the matter in a project: the alarms that people are to see, and why they might not see others. */
export const alarmTrouble = (known: Alarms): { firing: Alarm[]; broken: Alarm[]; unheard: string[] } => {
  const watched = known.alarms.filter(({ enabled, state }) => enabled && !state.muted);
  return {
    firing: watched.filter(isFiring),
    broken: watched.filter((alarm) => alarm.state.phase === 'error' && !isFiring(alarm)),
    unheard: [...silences(known.heard), ...mailTroubles(known.mail)],
  };
};

/** The same in a few words; null where nothing is. */
export const troubleText = (known: Alarms): string | null => {
  const { firing, broken, unheard } = alarmTrouble(known);
  const [fire, fail, rest] = [firing.length, broken.length, unheard.length];
  const parts = [
    ...(fire > 0 ? [plural(fire, { one: '# alarm fires', other: '# alarms fire' })] : []),
    ...(fail > 0
      ? [plural(fail, { one: '# alarm cannot be measured', other: '# alarms cannot be measured' })]
      : []),
    ...(rest > 0
      ? [plural(rest, { one: '# thing is not heard from', other: '# things are not heard from' })]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};
