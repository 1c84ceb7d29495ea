import { parseCookie } from 'cookie';
import type { Response } from 'express';
import type { Config } from '../config.ts';

const name = 'cs_session';

/** The session's secret in a Cookie header; null where there is none. */
export const sessionSecretIn = (header: string | undefined): string | null =>
  header ? (parseCookie(header)[name] ?? null) : null;

const attributes = (config: Config) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.publicUrl?.startsWith('https:') ?? false,
  path: '/',
});

/** Hands the browser its session. */
export const setSessionCookie = (
  response: Response,
  config: Config,
  secret: string,
  expiresAt: number,
): void => {
  response.cookie(name, secret, { ...attributes(config), expires: new Date(expiresAt) });
};

/** Takes the session from the browser. */
export const clearSessionCookie = (response: Response, config: Config): void => {
  response.clearCookie(name, attributes(config));
};
