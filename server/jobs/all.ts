import { evaluateAllAlarms } from '../features/alarms/evaluate-alarms.job.ts';
import { forgetAlarms } from '../features/alarms/forget-alarms.job.ts';
import { sendMails } from '../features/alarms/send-mails.job.ts';
import { watchAudits } from '../features/audits/watch-audits.job.ts';
import { forgetCallbacks } from '../features/callbacks/forget-deliveries.job.ts';
import { watchCertificates } from '../features/certificates/watch-certificates.job.ts';
import { raiseDueReviews } from '../features/reviews/raise-due.job.ts';
import { watchRollouts } from '../features/rollouts/watch-rollouts.job.ts';
import { askForTrainings } from '../features/retraining/ask-for-trainings.job.ts';
import { watchDrift } from '../features/drift/watch-drift.job.ts';
import { foldOldMeasures } from '../features/monitoring/fold-measures.job.ts';
import { forgetExpired } from '../features/sessions/forget-expired.job.ts';
import type { Job } from './job.ts';

/** Every job of the server. */
export const jobs: readonly Job[] = [
  forgetExpired,
  forgetCallbacks,
  watchCertificates,
  watchAudits,
  watchRollouts,
  askForTrainings,
  evaluateAllAlarms,
  sendMails,
  forgetAlarms,
  foldOldMeasures,
  watchDrift,
  raiseDueReviews,
];
