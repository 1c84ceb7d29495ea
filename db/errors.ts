/** The error codes along the chain of causes: drizzle wraps what the drivers throw. */
const codesOf = (error: unknown): string[] => {
  const codes: string[] = [];
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1)
    if ('code' in e && typeof e.code === 'string') codes.push(e.code);
  return codes;
};

const has = (error: unknown, test: (code: string) => boolean): boolean => codesOf(error).some(test);

/** Whether a write failed because a row with this key is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  has(
    error,
    (c) => c === '23505' || c === 'SQLITE_CONSTRAINT_UNIQUE' || c === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  );

/** Whether the database was locked, away or full, so that the same request may succeed later. */
export const isUnavailable = (error: unknown): boolean =>
  has(
    error,
    (c) =>
      /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN)/.test(c) ||
      /^(08|53|57P)/.test(c) ||
      /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE)$/.test(c),
  );

/** Whether two transactions got in each other's way and this one may simply be run again. */
export const isRetryable = (error: unknown): boolean => has(error, (c) => c === '40001' || c === '40P01');
