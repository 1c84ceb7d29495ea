import type { Input, Output } from '../limits/postgres-insert.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { expectStored } from '../seeds/count-rows.ts';
import { itemsIn, postgresData, postgresNote, postgresServer } from './postgres-data.ts';
import { connections, rates, submitTo } from './submit-rounds.ts';

const submitToProduct = async (bench: Bench) => {
  const { url } = await postgresData(await postgresServer(bench), 'mixed', 0);
  const server = await startProduct(bench, bench.folder(), { DATABASE_URL: url });
  const measured = await submitTo(bench, server);
  await server.stop();
  expectStored('submissions', measured.acknowledged, await itemsIn(url));
  return measured;
};

const insertRaw = async (bench: Bench): Promise<number> => {
  const { url, place } = await postgresData(await postgresServer(bench), 'mixed', 0);
  const items = bench.quick ? 1_000 : 10_000;
  const input = { url, place, items, perTransaction: connections, clients: 4 };
  return (await ask<Input, Output>('limits/postgres-insert.ts', input)).perSecond;
};

/** Submissions on the other engine. */
export const postgresSubmit: Row = {
  title: 'submissions on PostgreSQL, 64 connections ÷ multi-row inserts of the same rows by 4 clients',
  measure: async (bench) => {
    const { product, raw } = await alternate(bench, {
      product: () => submitToProduct(bench),
      raw: () => insertRaw(bench),
    });
    return [
      compare({
        what: 'submissions on PostgreSQL',
        ours: { name: 'product', unit: '/s', values: rates(product), latency: latencyOf(product) },
        limit: { name: 'inserts', unit: '/s', values: raw },
        floor: { atLeast: 0.5 },
        note: postgresNote,
      }),
    ];
  },
};
