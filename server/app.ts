import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import express from 'express';
import helmet from 'helmet';
import pino, { type Logger } from 'pino';
import { openDatabase } from '../db/open.ts';
import { api, apiRoot } from './api.ts';
import type { Config } from './config.ts';
import { alarmsHandlers } from './features/alarms/handlers.ts';
import { auditLogHandlers } from './features/audit-log/handlers.ts';
import { callbacksHandlers } from './features/callbacks/handlers.ts';
import { createCallbacks } from './features/callbacks/start.ts';
import { calibratorsHandlers } from './features/calibrators/handlers.ts';
import { certificatesHandlers } from './features/certificates/handlers.ts';
import { ladderHandlers } from './features/ladder/handlers.ts';
import { auditsHandlers } from './features/audits/handlers.ts';
import { commentsHandlers } from './features/comments/handlers.ts';
import { datasetsHandlers } from './features/datasets/handlers.ts';
import { createDatasetWriter } from './features/datasets/writer.ts';
import { driftHandlers } from './features/drift/handlers.ts';
import { evidenceHandlers } from './features/evidence/handlers.ts';
import { goldHandlers } from './features/gold/handlers.ts';
import { groupsHandlers } from './features/groups/handlers.ts';
import { importsHandlers } from './features/imports/handlers.ts';
import { createImporter } from './features/imports/importer.ts';
import { intakeHandlers } from './features/intake/handlers.ts';
import { itemsHandlers } from './features/items/handlers.ts';
import { keysHandlers } from './features/keys/handlers.ts';
import { labelsHandlers } from './features/labels/handlers.ts';
import { mediaHandlers } from './features/media/handlers.ts';
import { modelsHandlers } from './features/models/handlers.ts';
import { monitoringHandlers } from './features/monitoring/handlers.ts';
import { overviewHandlers } from './features/overview/handlers.ts';
import { peopleHandlers } from './features/people/handlers.ts';
import { personalHandlers } from './features/personal/handlers.ts';
import { pipelineHandlers } from './features/pipeline/handlers.ts';
import { policyHandlers } from './features/policy/handlers.ts';
import { projectsHandlers } from './features/projects/handlers.ts';
import { queueHandlers } from './features/queue/handlers.ts';
import { createEstimator } from './features/reliability/estimator.ts';
import { reliabilityHandlers } from './features/reliability/handlers.ts';
import { retrainingHandlers } from './features/retraining/handlers.ts';
import { createPreparer } from './features/retraining/preparer.ts';
import { reviewsHandlers } from './features/reviews/handlers.ts';
import { rolloutsHandlers } from './features/rollouts/handlers.ts';
import { sessionsHandlers } from './features/sessions/handlers.ts';
import { systemHandlers } from './features/system/handlers.ts';
import { createGateway } from './gateway/gateway.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { limitConnections, standardPatience, type Patience } from './http/connection-limits.ts';
import { endConnectionsOf } from './http/connections.ts';
import type { Services } from './http/handler.ts';
import { healthRouter } from './http/health.ts';
import { metricsRouter } from './http/metrics.ts';
import { openApiRouter } from './http/openapi.ts';
import { pagesRouter } from './http/pages.ts';
import { unhandled } from './http/problems.ts';
import { createProjectCache } from './http/project-cache.ts';
import { referenceRouter } from './http/reference.ts';
import { requestLog } from './http/request-log.ts';
import { requestTimes } from './http/request-times.ts';
import { apiRouter } from './http/router.ts';
import { newSecret } from './http/secrets.ts';
import { jobs } from './jobs/all.ts';
import type { Job } from './jobs/job.ts';
import { startJobs } from './jobs/runner.ts';
import { createFeatures } from './media/features/features.ts';
import { openMediaStore } from './media/open.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createRecorder, type Recorder } from './metrics/recorder.ts';
import { createClaimCursors } from './realtime/claim-cursors.ts';
import { createRealtime } from './realtime/realtime.ts';

/** A running server. */
export type App = {
  services: Services;
  server: Server;
  /** Writes what is measured of this instance. */
  recorder: Recorder;
  /** Listens; resolves with the address browsers can use. */
  listen(): Promise<string>;
  /** Stops in reverse order: no new requests, what was begun is finished, then jobs, estimates, callbacks, sockets and database. */
  close(): Promise<void>;
};

/** What tests may replace. */
type Replaceable = {
  now?: () => number;
  newSeed?: () => string;
  log?: Logger;
  jobs?: readonly Job[];
  patience?: Partial<Patience>;
};

/** Images and recordings may be referenced anywhere on the web; everything else comes from this server. */
const securityHeaders = (config: Config) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
        mediaSrc: ["'self'", 'https:', 'http:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
  });

/** Puts the whole server together; `listen` starts it. */
export const createApp = async (config: Config, replaced: Replaceable = {}): Promise<App> => {
  const log = replaced.log ?? pino({ level: config.logLevel }, pino.destination({ sync: false }));
  const now = replaced.now ?? Date.now;
  const media = await openMediaStore(config);
  const db = await openDatabase(config.databaseUrl, {
    poolSize: config.databasePool,
    timeLimit: config.databaseTimeoutSeconds * 1000,
  });
  const leaving = new AbortController();
  const stopping = new AbortController();

  const app = express();
  const patience = { ...standardPatience, ...replaced.patience };
  const server = createServer({ connectionsCheckingInterval: patience.headers / 2 }, app);
  limitConnections(server, config, patience);
  endConnectionsOf(server, leaving.signal, stopping.signal);
  const portInUse = (): number => ((server.address() as AddressInfo | null) ?? { port: config.port }).port; // a TCP server's address
  const publicUrl = (): string => config.publicUrl ?? `http://localhost:${portInUse()}`;
  const toRun = replaced.jobs ?? jobs;
  const { metrics, recorded, scrape } = createMetrics({
    db,
    log,
    now,
    jobs: toRun.map(({ name }) => name),
    read: config.metricsToken !== null,
  });
  const recorder = createRecorder({ db, log, now, recorded });
  const authenticator = createAuthenticator(db, now);
  const projects = createProjectCache(db);
  const cursors = createClaimCursors();
  const realtime = createRealtime({
    server,
    db,
    log,
    now,
    metrics,
    authenticator,
    maxPerAddress: config.maxConnectionsPerAddress,
    projects,
    cursors,
  });
  const { outbox, dispatcher } = createCallbacks({ config, db, log, now });
  const gateway = createGateway(config, now);
  const estimator = createEstimator({ db, log, now });
  const preparer = createPreparer({
    config,
    db,
    log,
    now,
    media,
    outbox,
    publicUrl,
    publish: realtime.publisher,
    stopping: stopping.signal,
  });
  const snapshots = createDatasetWriter({ config, db, log, media, now, publish: realtime.publisher });
  const services: Services = {
    config,
    db,
    log,
    now,
    newSeed: replaced.newSeed ?? (() => newSecret('')),
    publish: realtime.publisher,
    metrics,
    cursors,
    outbox,
    media,
    features: createFeatures({ db, media, log }),
    gateway,
    datasets: preparer,
    snapshots,
    imports: { wake: () => importer.wake() },
    projects,
    principals: { forget: realtime.forgetPrincipals },
    stopping: stopping.signal,
    jobs: toRun,
    publicUrl,
  };
  const importer = createImporter(services);
  const handlers = {
    sessions: sessionsHandlers(services),
    people: peopleHandlers(services),
    groups: groupsHandlers(services),
    queue: queueHandlers(services),
    keys: keysHandlers(services),
    projects: projectsHandlers(services),
    media: mediaHandlers(services),
    intake: intakeHandlers(services),
    items: itemsHandlers(services),
    policy: policyHandlers(services),
    models: modelsHandlers(services),
    evidence: evidenceHandlers(services),
    ladder: ladderHandlers(services),
    calibrators: calibratorsHandlers(services),
    rollouts: rolloutsHandlers(services),
    certificates: certificatesHandlers(services),
    reliability: reliabilityHandlers(services, estimator),
    comments: commentsHandlers(services),
    gold: goldHandlers(services),
    imports: importsHandlers(services),
    audits: auditsHandlers(services),
    retraining: retrainingHandlers(services),
    alarms: alarmsHandlers(services),
    reviews: reviewsHandlers(services),
    labels: labelsHandlers(services),
    datasets: datasetsHandlers(services),
    callbacks: callbacksHandlers(services),
    overview: overviewHandlers(services),
    personal: personalHandlers(services),
    monitoring: monitoringHandlers(services),
    drift: driftHandlers(services),
    pipeline: pipelineHandlers(services),
    system: systemHandlers(services),
    auditLog: auditLogHandlers(services),
  };

  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(healthRouter(services, leaving.signal));
  app.use(requestLog(log));
  app.use(requestTimes(metrics));
  app.use(metricsRouter(services, scrape));
  app.use(apiRoot, apiRouter(api, handlers, services, authenticator));
  app.use(securityHeaders(config));
  app.use(openApiRouter(api));
  app.use('/api-reference', referenceRouter());
  app.use(pagesRouter());
  app.use(unhandled(log));

  let scheduled: ReturnType<typeof startJobs> | null = null;
  const closeServer = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });

  return {
    services,
    server,
    recorder,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          scheduled = startJobs(services, toRun);
          recorder.start(`${hostname()}:${portInUse()}`);
          dispatcher.start();
          estimator.start();
          preparer.start();
          snapshots.start();
          importer.start();
          resolve(publicUrl());
        });
      }),
    close: async () => {
      leaving.abort();
      if (config.stopDelaySeconds > 0) await setTimeout(config.stopDelaySeconds * 1000);
      stopping.abort();
      await realtime.close();
      await closeServer();
      gateway.close();
      await Promise.all([
        scheduled?.stop(),
        dispatcher.stop(),
        estimator.stop(),
        preparer.stop(),
        snapshots.stop(),
        importer.stop(),
      ]);
      await recorder.stop();
      await db.close();
    },
  };
};
