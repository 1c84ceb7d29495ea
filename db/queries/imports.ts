import { and, asc, desc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import { isBehind, type TimePlace } from '../keyset.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';
import type { ImportCounts } from '../tables/imports.ts';

/** An import as it is kept. Instants are epoch milliseconds. */
export type ImportRow = Tables['imports']['$inferSelect'];

/** What is wrong with a row, as it is kept. */
export type ImportFault = Tables['importFaults']['$inferSelect'];

/** Nothing has become of anything. */
export const noCounts: ImportCounts = { items: 0, labels: 0, gold: 0, repeats: 0, refused: 0 };

/** Keeps an import whose file is whole. */
export const insertImport = async (
  tx: Transaction,
  given: Pick<
    ImportRow,
    | 'projectId'
    | 'name'
    | 'format'
    | 'bytes'
    | 'parts'
    | 'columns'
    | 'mapping'
    | 'labelsAs'
    | 'createdBy'
    | 'createdAt'
  >,
): Promise<ImportRow> => {
  const [row] = await tx.db
    .insert(tx.tables.imports)
    .values({
      ...given,
      id: newId(),
      state: 'uploaded',
      rows: 0,
      progress: 0,
      counts: noCounts,
      leaseExpiresAt: 0,
      attempts: 0,
      tries: 0,
    })
    .returning();
  if (!row) throw new Error('an import was not kept');
  return row;
};

/** An import of the project; null: there is none of this id. */
export const importOf = async (q: Queryable, projectId: string, id: string): Promise<ImportRow | null> => {
  const { imports: i } = q.tables;
  const [row] = await q.db
    .select()
    .from(i)
    .where(and(eq(i.id, id), eq(i.projectId, projectId)));
  return row ?? null;
};

/** The same, held until the transaction ends. */
export const lockImport = async (
  tx: Transaction,
  projectId: string,
  id: string,
): Promise<ImportRow | null> => {
  const { imports: i } = tx.tables;
  const which = and(eq(i.id, id), eq(i.projectId, projectId));
  const [row] = await tx.db
    .select()
    .from(i)
    .where(sql`${which} ${tx.dialect.forUpdate}`);
  return row ?? null;
};

/** Writes what has changed of an import; answers it as it then is. */
export const changeImport = async (
  tx: Transaction,
  id: string,
  change: Partial<ImportRow>,
): Promise<ImportRow> => {
  const { imports: i } = tx.tables;
  const [row] = await tx.db.update(i).set(change).where(eq(i.id, id)).returning();
  if (!row) throw new Error(`the import ${id} is gone`);
  return row;
};

/** A project's imports, newest first, that come after a place in that order. */
export const importsOf = async (
  q: Queryable,
  projectId: string,
  { after, limit }: { after: TimePlace | null; limit: number },
): Promise<ImportRow[]> => {
  const { imports: i } = q.tables;
  return q.db
    .select()
    .from(i)
    .where(and(eq(i.projectId, projectId), isBehind(i.createdAt, i.id, after)))
    .orderBy(desc(i.createdAt), desc(i.id))
    .limit(limit);
};

/** The id of an import that nobody is at work on; null: there is none. */
export const importToRun = async (q: Queryable, now: number): Promise<string | null> => {
  const { imports: i } = q.tables;
  const [row] = await q.db
    .select({ id: i.id })
    .from(i)
    .where(and(sql`${i.state} = 'running'`, lte(i.leaseExpiresAt, now)))
    .orderBy(i.startedAt)
    .limit(1);
  return row?.id ?? null;
};

/** Takes up an import that nobody is at work on, until an instant; null: somebody else did. */
export const claimImport = async (
  tx: Transaction,
  id: string,
  now: number,
  until: number,
): Promise<ImportRow | null> => {
  const { imports: i } = tx.tables;
  const [row] = await tx.db
    .update(i)
    .set({ attempts: sql`${i.attempts} + 1`, tries: sql`${i.tries} + 1`, leaseExpiresAt: until })
    .where(and(eq(i.id, id), sql`${i.state} = 'running'`, lte(i.leaseExpiresAt, now)))
    .returning();
  return row ?? null;
};

/** Writes to an import that is held; null where it was cancelled or taken up by another instance. */
export const writeRunning = async (
  tx: Transaction,
  { id, attempts }: Pick<ImportRow, 'id' | 'attempts'>,
  change: Partial<ImportRow>,
): Promise<ImportRow | null> => {
  const { imports: i } = tx.tables;
  const [row] = await tx.db
    .update(i)
    .set(change)
    .where(and(eq(i.id, id), sql`${i.state} = 'running'`, eq(i.attempts, attempts)))
    .returning();
  return row ?? null;
};

/** Imports that have ended but have their file still, and those that were brought before an instant and never started. */
export const importsToLetGo = async (q: Queryable, before: number): Promise<ImportRow[]> => {
  const { imports: i } = q.tables;
  const hasEnded = sql`${i.state} NOT IN ('uploaded', 'running') AND ${i.parts} <> '[]'`;
  const isForgotten = and(sql`${i.state} = 'uploaded'`, lte(i.createdAt, before));
  return q.db.select().from(i).where(or(hasEnded, isForgotten)).orderBy(i.id);
};

/** Keeps faults of an import's rows. */
export const insertFaults = (tx: Transaction, faults: readonly ImportFault[]): Promise<void> =>
  tx.insertMany(tx.tables.importFaults, [...faults]);

/** The faults of an import's rows that come after a place (null: from the first). */
export const faultsOf = (
  q: Queryable,
  importId: string,
  after: number | null,
  limit: number,
): Promise<ImportFault[]> => {
  const { importFaults: f } = q.tables;
  return q.db
    .select()
    .from(f)
    .where(and(eq(f.importId, importId), after === null ? undefined : gt(f.place, after)))
    .orderBy(asc(f.place))
    .limit(limit);
};

/** How many faults are kept of an import. */
export const countFaults = async (q: Queryable, importId: string): Promise<number> => {
  const { importFaults: f } = q.tables;
  const [row] = await q.db
    .select({ n: sql`count(*)`.mapWith(Number) })
    .from(f)
    .where(eq(f.importId, importId));
  return row?.n ?? 0;
};

/** Parts of a file are the project's no longer. */
export const disownFile = async (
  tx: Transaction,
  { projectId, parts }: Pick<ImportRow, 'projectId' | 'parts'>,
): Promise<void> => {
  const { media: m } = tx.tables;
  const hashes = parts.map(({ hash }) => hash);
  await tx.db.delete(m).where(and(eq(m.projectId, projectId), inArray(m.hash, hashes)));
};
