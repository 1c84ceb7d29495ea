import type { Server } from 'node:http';

/** Listens on a free port of 127.0.0.1 and tells the parent which (see `startOwn`). */
export const listen = (server: Server): void => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : null);
  });
  for (const end of ['SIGTERM', 'disconnect']) process.on(end, () => process.exit());
};
