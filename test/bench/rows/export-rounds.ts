import type { Input as SqlInput, Output as SqlOutput } from '../limits/export-in-sql.ts';
import type { Input, Output } from '../load/download.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare } from '../rounds.ts';
import type { Bench, Line } from '../row.ts';
import { asService } from '../seeds/place.ts';
import { lentSeed } from '../seeds/seeds.ts';

/** One form of export, and what it is held against. */
type Export = { what: string; path: string; headLines: number; how: SqlInput['how']; limit: string };

/** Downloads all labels of the small seed, and reads them in SQL, in turn; both must find as many rows. */
export const compareExport = async (
  bench: Bench,
  { what, path, headLines, how, limit }: Export,
): Promise<Line> => {
  const data = await lentSeed(bench, 'mixed', bench.sizes.small);
  const input = { file: data.file, projectId: data.place.projectId, how };
  const { rows } = await ask<SqlInput, SqlOutput>('limits/export-in-sql.ts', input);
  const { product, sql } = await alternate(bench, {
    product: async () => {
      const server = await startProduct(bench, data.folder, { DATABASE_URL: data.file });
      const got = await ask<Input, Output>('load/download.ts', {
        port: server.port,
        path,
        headers: asService,
      });
      await server.stop();
      if (got.times !== 1 || got.lines - headLines !== rows)
        throw new Error(`the export had ${got.lines - headLines} rows of ${rows}`);
      return rows / got.seconds;
    },
    sql: async () => rows / (await ask<SqlInput, SqlOutput>('limits/export-in-sql.ts', input)).seconds,
  });
  return compare({
    what,
    ours: { name: 'product', unit: '/s', values: product },
    limit: { name: limit, unit: '/s', values: sql },
    floor: { atLeast: 0.6 },
    note: `${rows.toLocaleString('en')} rows`,
  });
};
