import { Router } from 'express';
import { pingDatabase } from '../../db/queries/health.ts';
import type { Services } from './handler.ts';
import { inTime } from './in-time.ts';

/** `/healthz`: the process runs. `/readyz`: it is not about to stop and its database answers. */
export const healthRouter = ({ db, log }: Services, leaving: AbortSignal): Router => {
  const router = Router();
  router.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', (_, response) => {
    const notReady = (reason: string) => response.status(503).json({ status: 'not_ready', reason });
    if (leaving.aborted) {
      notReady('stopping');
      return;
    }
    inTime(db.read(pingDatabase)).then(
      () => response.json({ status: 'ready' }),
      (error: unknown) => {
        log.error({ err: error }, 'the database does not answer');
        notReady('database');
      },
    );
  });
  return router;
};
