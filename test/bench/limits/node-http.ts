// The least that a server on Node does with a POST: takes the body and answers some JSON.
import { createServer } from 'node:http';
import { listen } from '../processes/listen.ts';

listen(
  createServer((request, response) => {
    request.on('data', () => undefined);
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 11 });
      response.end('{"ok":true}');
    });
  }),
);
