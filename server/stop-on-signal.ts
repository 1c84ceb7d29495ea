import type { App } from './app.ts';

/** Requests that have not ended by then are broken off, in milliseconds. */
const patience = 20_000;

const nothing = (): Promise<void> => Promise.resolve();

/**
 * Stops the server at SIGTERM or SIGINT, finishing what was begun; `stopFirst` comes before that. A second signal
 * changes nothing: killing a process group, as a terminal does, often delivers two.
 */
export const stopOnSignal = (app: App, stopFirst: () => Promise<void> = nothing): void => {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    app.services.log.info({ signal }, 'stopping');
    setTimeout(() => app.server.closeAllConnections(), patience).unref();
    const close = async (): Promise<void> => {
      await stopFirst();
      await app.close();
    };
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.services.log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
