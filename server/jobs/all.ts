import { watchAudits } from '../features/audits/watch-audits.job.ts';
import { forgetCallbacks } from '../features/callbacks/forget-deliveries.job.ts';
import { watchCertificates } from '../features/certificates/watch-certificates.job.ts';
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
  foldOldMeasures,
  watchDrift,
];
