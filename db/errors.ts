/** The errors along the chain of causes: drizzle wraps what the drivers throw. */
const chainOf = (error: unknown): Error[] => {
  const chain: Error[] = [];
  for (let e = error; e instanceof Error && chain.length < 5; e = e.cause) chain.push(e);
  return chain;
};

const has = (error: unknown, test: (code: string) => boolean): boolean =>
  chainOf(error).some((e) => 'code' in e && typeof e.code === 'string' && test(e.code));

/** What the PostgreSQL driver says, without a code, of a connection that it lost or could not get in time. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;

/** Whether a write failed because a row with this key is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  has(
    error,
    (c) => c === '23505' || c === 'SQLITE_CONSTRAINT_UNIQUE' || c === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  );

/** Whether there was no room left to write to, in the database or in a folder. */
export const isStorageFull = (error: unknown): boolean =>
  has(error, (c) => /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/.test(c));

/** Whether a connection broke, could not be had, or has nothing more to say. */
export const isConnectionLost = (error: unknown): boolean =>
  has(
    error,
    (c) =>
      /^(08...|57P..|25P03)$/.test(c) ||
      /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|ETIMEDOUT|EPIPE)$/.test(c),
  ) || chainOf(error).some((e) => lostConnection.test(e.message));

/**
 * Whether the database was locked, busy or away, so that the same request may succeed later. Transactions that got in
 * each other's way for longer than they were repeated are among them.
 */
export const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) ||
  has(error, (c) => /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN).*|53...|57014|55P03|40001|40P01)$/.test(c));

/** Whether two transactions got in each other's way and this one may simply be run again. */
export const isRetryable = (error: unknown): boolean => has(error, (c) => c === '40001' || c === '40P01');
