import { sql, type SQL } from 'drizzle-orm';

/**
 * A text that a prepared statement compares with. A bare placeholder there makes SQLite, as the driver is built, plan many
 * a statement anew at each run, which takes several times as long as the run: it looks for a better plan for the value.
 */
export const textParam = (name: string): SQL<string> => sql<string>`cast(${sql.placeholder(name)} as text)`;

/**
 * The limit of one row, written out: SQLite plans a statement with a parameter for a limit anew at each run. Drizzle's type
 * knows no SQL there.
 */
export const oneRow = sql`1` as unknown as number;
