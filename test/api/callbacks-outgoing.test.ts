import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configFrom } from '../../server/config.ts';
import { addressRules } from '../../server/outgoing/address-rules.ts';
import { createSender, type Lookup, type Sender } from '../../server/outgoing/send.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';

let receiver: Receiver;
let senders: Sender[];
beforeEach(async () => {
  receiver = await startReceiver();
  senders = [];
});
afterEach(async () => {
  for (const sender of senders) sender.close();
  await receiver.close();
});

/** Resolves every name as told, counting how often it is asked. */
const names = (answers: (asked: number) => string[]) => {
  let asked = 0;
  const lookup: Lookup = (_host, _options, answer) => {
    asked += 1;
    const addresses = answers(asked).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    answer(null, addresses);
  };
  return { lookup, asked: () => asked };
};

const senderWith = (allowed: string[], lookup?: Lookup, timeoutMs = 5_000): Sender => {
  const sender = createSender({ rules: addressRules(allowed), timeoutMs, ...(lookup ? { lookup } : {}) });
  senders.push(sender);
  return sender;
};
const post = (sender: Sender, url: string) => sender.post(url, { 'webhook-id': 'a' }, '{}');
const port = () => new URL(receiver.url).port;
const refused = { status: null, error: expect.stringContaining('inside the network') };

describe('nothing inside the network can be called', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200', // metadata of one cloud
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254', // metadata of most clouds
    '168.63.129.16', // the host of another
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '::10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2002:a00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ])('%s, neither by itself nor by a name', async (address) => {
    const host = address.includes(':') ? `[${address}]` : address;
    expect(await post(senderWith([]), `http://${host}:${port()}`)).toEqual(refused);
    const { lookup } = names(() => [address]);
    expect(await post(senderWith([], lookup), `http://hook.example:${port()}`)).toEqual(refused);
    expect(receiver.received).toEqual([]);
  });

  it('what is public may be', () => {
    const rules = addressRules([]);
    for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.0.1.1', '2606:4700::1111', '2a00::1'])
      expect(rules.allowsAddress(address), address).toBe(true);
  });

  it('however an address is written', async () => {
    for (const host of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', 'localhost', '[::ffff:7f00:1]'])
      expect(await post(senderWith([]), `http://${host}:${port()}`), host).toEqual(refused);
    expect(receiver.received).toEqual([]);
  });

  it('the address that is checked is the one that is connected to, each time anew', async () => {
    // Allowed the first time, and inside once it was looked at.
    const { lookup, asked } = names((n) => (n === 1 ? ['127.0.0.1'] : ['127.0.0.2']));
    receiver.answers(() => ({ status: 200, headers: { connection: 'close' }, body: 'ok' }));
    const sender = senderWith(['127.0.0.1'], lookup);
    const url = `http://hook.example:${port()}`;
    expect(await post(sender, url)).toMatchObject({ status: 200, reply: 'ok' });
    expect(asked(), 'looked up once, for the connection itself').toBe(1);
    expect(await post(sender, url)).toEqual(refused);
    expect(asked()).toBe(2);
    expect(receiver.received).toHaveLength(1);
  });

  it('of a name with addresses of both kinds only those outside are tried', async () => {
    const { lookup } = names(() => ['10.0.0.1', '127.0.0.1']);
    const answer = await post(senderWith(['127.0.0.1'], lookup), `http://hook.example:${port()}`);
    expect(answer).toMatchObject({ status: 204 });
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 307) =>
    receiver.answers(({ path }) => (path === '/' ? { status, headers: { location } } : { status: 204 }));

  it('by 307 or 308 is followed, with the same request', async () => {
    for (const status of [307, 308]) {
      to('/there', status);
      expect(await post(senderWith(['127.0.0.1']), receiver.url)).toMatchObject({ status: 204 });
    }
    const [, there] = receiver.received;
    expect(there).toMatchObject({ path: '/there', body: '{}', headers: { 'webhook-id': 'a' } });
  });

  it('by any other status is a failure', async () => {
    for (const status of [301, 302, 303]) {
      to('/there', status);
      const answer = await post(senderWith(['127.0.0.1']), receiver.url);
      expect(answer).toMatchObject({ status, error: `redirected by ${status}, which is not followed` });
    }
    expect(receiver.received.map(({ path }) => path)).toEqual(['/', '/', '/']);
  });

  it('to what is inside the network, or is no web address, is refused', async () => {
    for (const inside of [
      'http://127.0.0.2:1/',
      'http://169.254.169.254/latest',
      '//[::1]/',
      'http://10.0.0.1',
    ]) {
      to(inside);
      expect(await post(senderWith(['127.0.0.1']), receiver.url), inside).toEqual(refused);
    }
    to('file:///etc/passwd');
    expect(await post(senderWith(['127.0.0.1']), receiver.url)).toMatchObject({
      status: null,
      error: expect.stringContaining('neither http nor https'),
    });
    const { lookup } = names((n) => (n === 1 ? ['127.0.0.1'] : ['127.0.0.2']));
    to(`http://other.example:${port()}/there`);
    expect(await post(senderWith(['127.0.0.1'], lookup), `http://hook.example:${port()}`)).toEqual(refused);
  });

  it('is followed three times', async () => {
    receiver.answers(() => ({ status: 307, headers: { location: '/on' } }));
    expect(await post(senderWith(['127.0.0.1']), receiver.url)).toMatchObject({
      status: 307,
      error: 'redirected more than 3 times',
    });
    expect(receiver.received).toHaveLength(4);
  });
});

describe('a call', () => {
  it('ends when its time is over, and tells so', async () => {
    receiver.answers(() => null);
    expect(await post(senderWith(['127.0.0.1'], undefined, 50), receiver.url)).toEqual({
      status: null,
      error: 'no answer within 0.05 s',
    });
  });

  it('reads no more than 64 kB of a reply', async () => {
    receiver.answers(() => ({ status: 200, body: 'x'.repeat(1_000_000) }));
    const answer = await post(senderWith(['127.0.0.1']), receiver.url);
    expect(answer.status === 200 && answer.reply.length).toBe(65_536);
  });

  it('tells in words why nobody could be reached', async () => {
    const { url } = receiver;
    await receiver.close();
    expect(await post(senderWith(['127.0.0.1']), url)).toEqual({
      status: null,
      error: expect.stringContaining('ECONNREFUSED'),
    });
    const unknown: Lookup = (host, _options, answer) =>
      answer(new Error(`getaddrinfo ENOTFOUND ${host}`), []);
    expect(await post(senderWith([], unknown), 'https://hook.example')).toEqual({
      status: null,
      error: 'getaddrinfo ENOTFOUND hook.example',
    });
  });

  it('does not mind that a connection that was kept open has ended', async () => {
    const sender = senderWith(['127.0.0.1']);
    await post(sender, receiver.url);
    const { url } = receiver;
    await receiver.close();
    const answer = await post(sender, url);
    expect(answer).toMatchObject({ status: null, error: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('CALLBACK_ALLOW', () => {
  const allowed = (CALLBACK_ALLOW: string) => configFrom({ CALLBACK_ALLOW }).callbackAllow;

  it('takes hosts, addresses and CIDR blocks', async () => {
    expect(allowed('')).toEqual([]);
    expect(allowed('hook.internal, 10.1.0.0/16,::1 ,fd00::/8,192.168.0.7,')).toEqual([
      'hook.internal',
      '10.1.0.0/16',
      '::1',
      'fd00::/8',
      '192.168.0.7',
    ]);
    const rules = addressRules(allowed('Hook.Internal, 10.1.0.0/16, fd00::/8, 192.168.0.7'));
    for (const address of ['10.1.255.1', '::ffff:10.1.0.1', 'fd12::1', '192.168.0.7'])
      expect(rules.allowsAddress(address), address).toBe(true);
    for (const address of ['10.2.0.1', 'fe80::1', '192.168.0.8'])
      expect(rules.allowsAddress(address), address).toBe(false);
    const { lookup } = names(() => ['127.0.0.1']);
    const sender = senderWith(['hook.internal'], lookup);
    expect(await post(sender, `http://HOOK.internal:${port()}`)).toMatchObject({ status: 204 });
    expect(await post(sender, `http://other.internal:${port()}`)).toEqual(refused);
  });

  it('stops the start where it is badly written', () => {
    for (const bad of ['10.0.0.0/33', '10.0.0.300', 'http://hook', 'a b', '10.0.0', '::1/129', 'host:80'])
      expect(() => allowed(`localhost,${bad}`), bad).toThrow(
        /CALLBACK_ALLOW.*is no host, address or CIDR block/,
      );
  });
});
