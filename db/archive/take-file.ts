import type Driver from 'better-sqlite3';
import { isUnavailable } from '../errors.ts';
import { openDriver } from '../sqlite.ts';

/** Opens an SQLite file for oneself alone, until it is closed. Throws where a server, or anybody else, has it open. */
export const takeFile = (file: string): Driver.Database => {
  try {
    // Going into WAL mode is the first that needs the lock.
    return openDriver(file, { exclusive: true });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new Error(`${file} is in use, or cannot be opened: stop the server first`, { cause: error });
  }
};
