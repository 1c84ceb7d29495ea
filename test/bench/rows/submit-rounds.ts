import type { Input, Output } from '../load/submissions.ts';
import { ask, startOwn, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate } from '../rounds.ts';
import { oncePerRun, type Bench } from '../row.ts';
import { countRows, expectStored } from '../seeds/count-rows.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { median } from '../statistics.ts';
import { decideOnProduct } from './decide-on-product.ts';
import type { RowName } from './names.ts';
import { pacing } from './pacing.ts';

/** Connections that submit at the same time. */
export const connections = 64;

/** Sends submissions to a server for a while; 64 connections, and the usual pace, unless told. */
export const submitTo = (
  bench: Bench,
  { port, pid }: Listening,
  n = connections,
  pace = pacing(bench),
): Promise<Output> =>
  ask<Input, Output>('load/submissions.ts', {
    port,
    pid,
    path: addresses.submit,
    headers: asService,
    connections: n,
    ...pace,
  });

const submitToOwn = async (bench: Bench, file: string, args: string[] = []): Promise<Output> => {
  const server = await startOwn(file, args);
  const measured = await submitTo(bench, server);
  await server.stop();
  return measured;
};

/** The product with an empty project takes submissions; what it acknowledged is there when it has stopped. */
export const submitToProduct = async (bench: Bench, n = connections): Promise<Output> => {
  const data = await copyOfSeed(bench, 'mixed', 0);
  const server = await startProduct(bench, data.folder);
  const measured = await submitTo(bench, server, n);
  await server.stop();
  expectStored('submissions', measured.acknowledged, countRows(data, 'items'));
  return measured;
};

/**
 * The same submissions sent to node:http, to Express with and without its JSON parser, and to the product, with decisions
 * beside; the product's sides only where a row that was asked for needs them.
 */
export const submitRounds = oncePerRun(async (bench) => {
  const wanted =
    <T>(names: RowName[], work: () => Promise<T>) =>
    (): Promise<T | null> =>
      names.some((name) => bench.rows.includes(name)) ? work() : Promise.resolve(null);
  const rounds = await alternate(bench, {
    node: () => submitToOwn(bench, 'limits/node-http.ts'),
    express: () => submitToOwn(bench, 'limits/express.ts'),
    noop: () => submitToOwn(bench, 'limits/express.ts', ['json']),
    product: wanted(['submit', 'submit-p99'], () => submitToProduct(bench)),
    decide: wanted(['decide'], () => decideOnProduct(bench)),
  });
  const measured = <T>(outputs: (T | null)[]): T[] => outputs.flatMap((output) => output ?? []);
  return { ...rounds, product: measured(rounds.product), decide: measured(rounds.decide) };
});

/** Shares of a core, as whole percents, that load and server took; says so where it was the load that set the pace. */
export const cpuNote = (name: string, rounds: readonly Output[]): string => {
  const load = median(rounds.map(({ cpu }) => cpu.load));
  const server = median(rounds.map(({ cpu }) => cpu.server));
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const limited = load > server && load > 0.9 ? ', so that the load was the limit' : '';
  return `the load took ${percent(load)} of a core and ${name} ${percent(server)}${limited}`;
};

/** Requests a second, round by round. */
export const rates = (rounds: readonly Output[]): number[] => rounds.map(({ perSecond }) => perSecond);
