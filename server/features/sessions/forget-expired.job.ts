import { forgetOldAttempts } from '../../../db/queries/attempts.ts';
import { forgetJobRuns } from '../../../db/queries/jobs.ts';
import { forgetExpiredSessions } from '../../../db/queries/sessions.ts';
import { defineJob } from '../../jobs/job.ts';

const monthMs = 30 * 86_400_000;

/** Deletes sessions that have expired, attempts that count no longer, and job runs older than a month. */
export const forgetExpired = defineJob({
  name: 'forget-expired',
  everySeconds: 3_600,
  run: ({ db, now }) =>
    db.write(async (tx) => {
      await forgetExpiredSessions(tx, now());
      await forgetOldAttempts(tx, now());
      await forgetJobRuns(tx, now() - monthMs);
    }),
});
