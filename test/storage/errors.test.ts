import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isRetryable, isStorageFull, isUnavailable } from '../../db/errors.ts';
import { problemFrom } from '../../server/http/problems.ts';

/** What a driver throws, as it arrives here. */
const thrown = (code: string | null, message = 'no') => {
  const error = Object.assign(new Error(message), code === null ? {} : { code });
  return new DrizzleQueryError('select 1', [], error);
};

describe('an error of storage', () => {
  it('is one of a full disk, whichever engine or folder is full', () => {
    for (const code of ['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT']) {
      expect(isStorageFull(thrown(code)), code).toBe(true);
      expect(problemFrom(thrown(code))).toMatchObject({ code: 'storage_full', status: 507 });
    }
    expect(isStorageFull(thrown('53300'))).toBe(false);
  });

  it('is one that passes, where the database was locked, busy or away', () => {
    const codes = [
      'SQLITE_BUSY',
      'SQLITE_BUSY_SNAPSHOT',
      'SQLITE_LOCKED',
      'SQLITE_IOERR_READ',
      '08006',
      '53300',
    ];
    codes.push('57P01', '57P03', '57014', '55P03', '25P03', 'ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN');
    for (const code of codes)
      expect(problemFrom(thrown(code)), code).toMatchObject({ code: 'unavailable', status: 503 });
    for (const message of [
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'Query read timeout',
      'Client has encountered a connection error and is not queryable',
    ])
      expect(problemFrom(thrown(null, message)), message).toMatchObject({ code: 'unavailable' });
  });

  it('is one that passes, where transactions got in each other’s way for longer than they were repeated', () => {
    for (const code of ['40001', '40P01']) {
      expect(isRetryable(thrown(code))).toBe(true);
      expect(problemFrom(thrown(code))).toMatchObject({ code: 'unavailable', status: 503 });
    }
  });

  it('is our fault otherwise', () => {
    for (const code of ['SQLITE_CORRUPT', 'SQLITE_CONSTRAINT_CHECK', '23505', '42703', null]) {
      expect(isUnavailable(thrown(code))).toBe(false);
      expect(problemFrom(thrown(code))).toMatchObject({ code: 'internal', status: 500 });
    }
  });
});
