import { hash, verify } from 'argon2';

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same characters give the same bytes, whichever keyboard composed them. */
const normalise = (password: string): string => password.normalize('NFKC');

/** The argon2id hash of a password, with its salt and cost. */
export const hashPassword = (password: string): Promise<string> => hash(normalise(password), cost);

/** Whether a password is the hashed one. Without a hash the answer is no, and takes as long. */
export const isPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  if (passwordHash !== null) return verify(passwordHash, normalise(password));
  await hashPassword(password);
  return false;
};
