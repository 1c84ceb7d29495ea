import { sql } from 'drizzle-orm';
import { selectRows } from '../select-rows.ts';
import { gatherFaults, type Check } from './check.ts';

/** The file itself. PostgreSQL looks after its own. */
export const structure: Check = {
  title: 'the structure of the file',
  find: async (q) => {
    const faults = gatherFaults();
    if (q.dialect.name === 'sqlite')
      for (const { integrity_check: said } of await selectRows(q, sql`PRAGMA integrity_check`))
        if (said !== 'ok') faults.add(String(said));
    return faults.finding();
  },
};
