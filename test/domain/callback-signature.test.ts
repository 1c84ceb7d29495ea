import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { newSigningSecret, signedHeaders } from '../../server/features/callbacks/sign.ts';

it('a signature is the one of the specification', () => {
  // The example of the reference implementations.
  const headers = signedHeaders(
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330_999,
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('each secret signs, and whoever has one of them can check', () => {
  const secrets = [newSigningSecret(), newSigningSecret()];
  const body = '{"key":"Ü 💡"}';
  const headers = signedHeaders(secrets, 'a', Date.now(), body);
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual({ key: 'Ü 💡' });
  expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow();
  expect(() => new Webhook(secrets[0] ?? '').verify(`${body} `, headers)).toThrow();
  const late = signedHeaders(secrets, 'a', Date.now() - 600_000, body);
  expect(() => new Webhook(secrets[0] ?? '').verify(body, late)).toThrow();
});

it('secrets are 32 random bytes in base64', () => {
  const [one, two] = [newSigningSecret(), newSigningSecret()];
  expect(one).not.toBe(two);
  expect(Buffer.from(one.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
});
