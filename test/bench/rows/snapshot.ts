import type { Input as CursorInput, Output as CursorOutput } from '../limits/cursor-to-file.ts';
import type { Input, Output } from '../load/snapshots.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare } from '../rounds.ts';
import type { Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

/** A dataset is frozen, hashed and compressed, and then written as Parquet. */
export const snapshot: Row = {
  title: 'labels frozen as a snapshot, and one written as Parquet, rows a second ÷ a raw cursor to a file',
  measure: async (bench) => {
    const data = await copyOfSeed(bench, 'mixed', bench.sizes.small);
    const input = { file: data.file, projectId: data.place.projectId };
    const { rows } = await ask<CursorInput, CursorOutput>('limits/cursor-to-file.ts', input);
    const written: number[] = [];
    const { product, cursor } = await alternate(bench, {
      product: async () => {
        const server = await startProduct(bench, data.folder);
        const got = await ask<Input, Output>('load/snapshots.ts', {
          port: server.port,
          path: addresses.snapshots,
          headers: asService,
          format: 'parquet',
        });
        await server.stop();
        if (got.rows !== rows) throw new Error(`the snapshot had ${got.rows} rows of ${rows}`);
        written.push(rows / got.written);
        return rows / got.frozen;
      },
      cursor: async () =>
        rows / (await ask<CursorInput, CursorOutput>('limits/cursor-to-file.ts', input)).seconds,
    });
    const limit = { name: 'cursor to file', unit: '/s' as const, values: cursor };
    const note = `${rows.toLocaleString('en')} rows`;
    return [
      compare({
        what: 'labels frozen as a snapshot',
        ours: { name: 'product', unit: '/s', values: product },
        limit,
        floor: { atLeast: 0.1 },
        note: `${note}, canonical, hashed and gzipped`,
      }),
      compare({
        what: 'a snapshot written as Parquet',
        ours: { name: 'product', unit: '/s', values: written },
        limit,
        floor: { atLeast: 0.25 },
        note,
      }),
    ];
  },
};
