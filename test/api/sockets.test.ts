import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type PersonCaller, type TestServer } from '../support/server.ts';

let server: TestServer;
let slug: string;
let inspector: PersonCaller;
beforeAll(async () => {
  server = await startServer();
  slug = await server.project();
  inspector = await server.person('inspector', slug);
});
afterAll(() => server.close());

/** A socket that may send anything; `refused`: why the server did not let it in. */
const connect = async (headers: Record<string, string>) => {
  const socket: Socket = io(server.url, { extraHeaders: headers, transports: ['websocket'], forceNew: true });
  const refused = await new Promise<string | null>((resolve) => {
    socket.on('connect', () => resolve(null));
    socket.on('connect_error', (error) => resolve(error.message));
  });
  if (refused !== null) socket.disconnect();
  return { socket, refused };
};

describe('a socket', () => {
  it('is for people who are signed in, on pages of this server', async () => {
    const key = (await server.service(slug)).headers;
    const elsewhere = { cookie: inspector.cookie, origin: 'https://elsewhere.example' };
    for (const headers of [{}, { cookie: 'cs_session=x' }, key, elsewhere] as Record<string, string>[])
      expect((await connect(headers)).refused).not.toBeNull();
    const { socket, refused } = await connect({ cookie: inspector.cookie, origin: server.url });
    expect(refused).toBeNull();
    socket.disconnect();
  });

  it('enters only the rooms of projects that its person may read', async () => {
    const other = await server.project();
    const { socket } = await connect({ cookie: inspector.cookie });
    const watch = (project: string) => socket.emitWithAck('watch', { project, reviewing: false });
    expect(await watch(slug)).toBe(true);
    expect(await watch(other)).toBe(false);
    expect(await watch('no-such-project')).toBe(false);
    const reviewId = '01900000-0000-7000-8000-000000000000';
    const renew = { project: other, leases: [{ reviewId, token: 1 }] };
    expect(await socket.emitWithAck('renew', renew)).toEqual([{ reviewId, expiresAt: null }]);
    socket.disconnect();
  });

  it('of a second device is told where the desk is open, and takes it over from there alone', async () => {
    const [first, second, tab, colleague] = await Promise.all([
      connect({ cookie: inspector.cookie }),
      connect({ cookie: inspector.cookie }),
      connect({ cookie: inspector.cookie }),
      connect({ cookie: (await server.person('inspector', slug)).cookie }),
    ]);
    const open = ({ socket }: typeof first, browser: string, takeOver = false) =>
      socket.emitWithAck('openDesk', { project: slug, browser, device: `The ${browser}`, takeOver });
    expect(await open(first, 'desktop')).toBeNull();
    expect(await open(tab, 'desktop')).toBeNull();
    expect(await open(colleague, 'laptop')).toBeNull();
    expect(await open(second, 'tablet')).toMatchObject({ device: 'The desktop', project: slug });

    const sentAway = new Promise((resolve) => first.socket.once('desk', resolve));
    expect(await open(second, 'tablet', true)).toBeNull();
    expect(await sentAway).toMatchObject({ browser: 'tablet', device: 'The tablet' });
    for (const { socket } of [first, tab]) socket.emit('leaveDesk', { project: slug });
    expect(await open(first, 'desktop')).toMatchObject({ device: 'The tablet' });

    // Who has gone holds nothing.
    second.socket.emit('leaveDesk', { project: slug });
    await second.socket.emitWithAck('watch', { project: slug, reviewing: false });
    expect(await open(first, 'desktop')).toBeNull();
    for (const { socket } of [first, second, tab, colleague]) socket.disconnect();
  });

  it('that sends nonsense harms nobody', async () => {
    const { socket } = await connect({ cookie: inspector.cookie });
    const nonsense = [[], [null], [7], ['x'], [{}], [{ project: {} }], [{ project: slug, leases: 'all' }]];
    for (const event of ['watch', 'unwatch', 'renew', 'openDesk', 'leaveDesk', 'nothing'])
      for (const sent of nonsense) socket.emit(event, ...sent);
    for (const sent of nonsense.slice(1)) expect(await socket.emitWithAck('watch', ...sent)).toBe(false);
    expect(await socket.emitWithAck('watch', { project: slug, reviewing: true })).toBe(true);
    expect((await server.anyone.fetch('/readyz')).status).toBe(200);
    socket.disconnect();
  });
});
