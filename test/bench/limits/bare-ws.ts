// The least that a server can do for sockets: sends a text of some length to all, so many times a second.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listen } from '../processes/listen.ts';

const [rate = 10, length = 100] = process.argv.slice(2).map(Number);
const server = createServer();
const sockets = new WebSocketServer({ server });
const text = Buffer.alloc(length, 'x');
setInterval(() => {
  for (const socket of sockets.clients) socket.send(text, { binary: false });
}, 1000 / rate);
listen(server);
