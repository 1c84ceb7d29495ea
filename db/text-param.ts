import { sql, type SQL } from 'drizzle-orm';

/**
 * A text that a prepared statement compares with. A bare placeholder there makes SQLite, as the driver is built, plan many
 * a statement anew at each run, which takes several times as long as the run: it looks for a better plan for the value.
 */
export const textParam = (name: string): SQL<string> => sql<string>`cast(${sql.placeholder(name)} as text)`;
