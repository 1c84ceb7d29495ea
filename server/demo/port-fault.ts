import { createServer } from 'node:net';

/** Why a server cannot listen there, in words for whoever started it; null where it can. */
export const portFault = (port: number, host: string): Promise<string | null> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken: stop what listens there, or choose another one: npm run demo -- --port ${port + 1}`
          : `Nothing can listen on port ${port} of ${host}: ${error.message}`,
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
