import { forgetMails } from '../../../db/queries/alarm-mails.ts';
import { forgetTransitions } from '../../../db/queries/alarm-transitions.ts';
import { defineJob } from '../../jobs/job.ts';

const dayMs = 86_400_000;
const mailsKept = 30 * dayMs;
const historyKept = 400 * dayMs;

/** Forgets mails a month after they were sent or given up, and what became of alarms after a good year. */
export const forgetAlarms = defineJob({
  name: 'forget-alarms',
  everySeconds: 3_600,
  run: ({ db, now }) =>
    db.write(async (tx) => {
      await forgetMails(tx, now() - mailsKept);
      await forgetTransitions(tx, now() - historyKept);
    }),
});
