import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

/** The folder of the built client, found upwards from this file, in the sources and in a build alike. */
const clientFolder = (): string | null => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const client = join(folder, 'dist', 'client');
    if (existsSync(join(client, 'index.html'))) return client;
    folder = dirname(folder);
  }
  return null;
};

/** The web application: hashed assets cached for ever, and its one page for every other address. */
export const pagesRouter = (): Router => {
  const router = Router();
  const folder = clientFolder();
  if (!folder) {
    router.get(
      '/',
      (_, response) => void response.type('text').send('The client is not built: npm run dev serves it.'),
    );
    return router;
  }
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use('/assets', (_, response) => void response.status(404).type('text').send('Not found'));
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get('/{*path}', (_, response) => response.sendFile(join(folder, 'index.html'), { maxAge: 0 }));
  return router;
};
