import { Router } from 'express';
import { pingDatabase } from '../../db/queries/health.ts';
import type { Services } from './handler.ts';

/** `/healthz`: the process runs. `/readyz`: it is not stopping and its database answers. */
export const healthRouter = ({ db, stopping, log }: Services): Router => {
  const router = Router();
  router.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', (_, response) => {
    const notReady = (reason: string) => response.status(503).json({ status: 'not_ready', reason });
    if (stopping.aborted) {
      notReady('stopping');
      return;
    }
    db.read(pingDatabase).then(
      () => response.json({ status: 'ready' }),
      (error: unknown) => {
        log.error({ err: error }, 'the database does not answer');
        notReady('database');
      },
    );
  });
  return router;
};
