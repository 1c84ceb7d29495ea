import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A signing secret of 256 random bits, as Standard Webhooks writes it. */
export const newSigningSecret = (): string => prefix + randomBytes(32).toString('base64');

/** The headers that let a receiver check who sent a body, and when: one signature for each secret (`whsec_…`). */
export const signedHeaders = (
  secrets: readonly string[],
  id: string,
  /** Epoch milliseconds. */
  at: number,
  body: string,
): Record<string, string> => {
  const timestamp = Math.floor(at / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
};
