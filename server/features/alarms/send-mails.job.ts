import { createTransport, type Transporter } from 'nodemailer';
import { claimMail, settleMail, type AlarmMail } from '../../../db/queries/alarm-mails.ts';
import { retryDelay } from '../../domain/callback-retries.ts';
import type { Services } from '../../http/handler.ts';
import { defineJob } from '../../jobs/job.ts';

/** How long the mail server has for each step, and a sender for one mail, in milliseconds. */
const stepMs = 15_000;
const leaseMs = 120_000;

/** The most of what went wrong that is kept. */
const keptError = 500;

/** Sends one mail; answers what went wrong, or null. */
const send = async (transport: Transporter, from: string, mail: AlarmMail): Promise<string | null> => {
  try {
    await transport.sendMail({
      from: { name: 'Countersign', address: from },
      to: mail.address,
      subject: mail.subject,
      text: mail.body,
      // The same however often it is sent, so that a mail that came twice is known for one.
      messageId: `<${mail.id}@${from.slice(from.indexOf('@') + 1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Claims what is due and sends it, until nothing is or the mail server fails; what it would not take is tried again. */
const sendDue = async ({ db, now, config, log }: Services, transport: Transporter, signal: AbortSignal) => {
  while (!signal.aborted) {
    const mail = await db.write((tx) => claimMail(tx, now(), now() + leaseMs));
    if (!mail) return;
    const error = await send(transport, config.mailFrom, mail);
    const delay = error === null ? null : retryDelay(mail.attempts, Math.random(), null);
    await db.write((tx) =>
      settleMail(tx, mail, {
        state: error === null ? 'sent' : delay === null ? 'failed' : 'pending',
        nextAttemptAt: delay === null ? null : now() + delay,
        error: error?.slice(0, keptError).replaceAll('\u0000', '') ?? null,
        closedAt: delay === null ? now() : null,
      }),
    );
    if (error === null) continue;
    log.warn({ mail: mail.id, attempts: mail.attempts, error }, 'a mail could not be sent');
    return;
  }
};

/** Sends the mails that are due. */
export const sendMails = defineJob({
  name: 'send-mails',
  everySeconds: 30,
  run: async (services, signal) => {
    const { smtpUrl } = services.config;
    if (smtpUrl === null) return;
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: stepMs,
      greetingTimeout: stepMs,
      socketTimeout: stepMs,
    });
    try {
      await sendDue(services, transport, signal);
    } finally {
      transport.close();
    }
  },
});
