// An Express server that does nothing: takes the body (with `json` parsed by express.json) and answers some JSON.
import { createServer } from 'node:http';
import express from 'express';
import { listen } from '../processes/listen.ts';

const app = express();
if (process.argv.includes('json')) {
  app.use(express.json());
  app.post('/{*path}', (_, response) => void response.json({ ok: true }));
} else {
  app.post('/{*path}', (request, response) => {
    request.on('data', () => undefined);
    request.on('end', () => response.json({ ok: true }));
  });
}
listen(createServer(app));
