import { spawn } from 'node:child_process';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';
import { javascriptReceiver, pythonReceiver } from '../../client/features/callbacks/examples.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const running: (() => void)[] = [];

afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** Runs the receiver as it stands, but for its port, and gives its address. */
const startReceiver = async (): Promise<string> => {
  const onFreePort = javascriptReceiver.replace(
    'listen(8080)',
    'listen(0, function () { console.log(this.address().port); })',
  );
  const child = spawn(process.execPath, ['--input-type=module', '--eval', onFreePort], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { COUNTERSIGN_CALLBACK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(() => child.kill('SIGKILL'));
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the receiver ended with ${code}`)));
  });
  return `http://localhost:${port}`;
};

test('the receiver in JavaScript takes what the secret signed and refuses all else', async () => {
  const url = await startReceiver();
  const body = JSON.stringify({ type: 'callback.test', timestamp: '2026-03-04T12:00:00Z', data: {} });
  const at = new Date();
  const send = async (signature: string): Promise<number> => {
    const headers = {
      'webhook-id': 'event-1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  const another = new Webhook(Buffer.alloc(32, 8).toString('base64')).sign('event-1', at, body);
  const right = new Webhook(secret).sign('event-1', at, body);
  expect(await send(another)).toBe(400);
  expect(await send(right)).toBe(204);
  // As during the overlap of a rotation.
  expect(await send(`${another} ${right}`)).toBe(204);
});

test('both receivers read the secret from the same place and answer alike', () => {
  for (const program of [javascriptReceiver, pythonReceiver])
    for (const word of [
      'COUNTERSIGN_CALLBACK_SECRET',
      'standardwebhooks',
      'webhook-id',
      '8080',
      '204',
      '400',
    ])
      expect(program).toContain(word);
});
