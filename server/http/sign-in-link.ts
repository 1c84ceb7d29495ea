import { hashSecret, newSecret } from './secrets.ts';

const day = 86_400_000;

/** How long a link can be used, in milliseconds: to join, or to sign in once. */
export const invitationLifetime = 7 * day;
export const signInLifetime = day;

/** A fresh sign-in link: the address that is shown once, and the hash that is stored of its secret. */
export const newSignInLink = (publicUrl: string): { url: string; tokenHash: string } => {
  const secret = newSecret('');
  return { url: `${publicUrl}/link/${secret}`, tokenHash: hashSecret(secret) };
};
