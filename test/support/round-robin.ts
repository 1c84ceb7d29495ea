import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A load balancer at its simplest: each connection goes to the next of the ports in turn, passing over those that refuse
 * it. It knows nothing of HTTP, sessions or health checks.
 */
export const startRoundRobin = async (ports: readonly number[]) => {
  const open = new Set<Socket>();
  let turn = 0;

  const pass = (client: Socket, left: number): void => {
    const port = ports[turn % ports.length] ?? 0;
    turn += 1;
    const server = connect(port, '127.0.0.1');
    let connected = false;
    open.add(server);
    server.once('connect', () => {
      connected = true;
      client.pipe(server).pipe(client);
      client.on('close', () => server.destroy());
    });
    server.on('error', () => undefined); // its close follows
    server.on('close', () => {
      open.delete(server);
      if (!connected && left > 1) pass(client, left - 1);
      else client.destroy();
    });
  };

  const balancer = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => open.delete(client));
    pass(client, ports.length);
  });
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  const { port } = balancer.address() as AddressInfo; // a TCP server's, once it listens
  return {
    url: `http://127.0.0.1:${port}`,
    close: (): void => {
      balancer.close();
      for (const socket of open) socket.destroy();
    },
  };
};
