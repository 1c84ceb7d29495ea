import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API reference · Countersign</title>
    <link rel="stylesheet" href="/api-reference/assets/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="/api-reference/assets/swagger-ui-bundle.js"></script>
    <script src="/api-reference/start.js"></script>
  </body>
</html>`;

const start = `SwaggerUIBundle({ url: '/openapi.json', validatorUrl: null, dom_id: '#reference', deepLinking: true, docExpansion: 'list', tryItOutEnabled: false });`;

/** The readable API reference, served from a package: nothing is fetched from elsewhere. */
export const referenceRouter = (): Router => {
  const require = createRequire(import.meta.url);
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'));
  const router = Router();
  router.get('/', (_, response) => void response.type('html').send(page));
  router.get('/start.js', (_, response) => void response.type('js').send(start));
  router.use('/assets', express.static(assets, { index: false, maxAge: '1h' }));
  return router;
};
