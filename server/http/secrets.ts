import { hash, randomBytes } from 'node:crypto';

/** A secret of 192 random bits in URL-safe text, behind a prefix that tells what it is. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(24).toString('base64url')}`;

/** What is stored of a secret: its SHA-256 in hex. Enough, as secrets are random and long. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex');

/** How API keys begin. */
export const keyPrefix = 'cs_';
