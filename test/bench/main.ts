// `npm run bench`: what the built program makes of what this machine can do, in one table.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { optionsFrom, type Options } from './options.ts';
import type { Bench, Line } from './row.ts';
import { rowNames, type RowName } from './rows/names.ts';
import { rows } from './rows/registry.ts';
import { median } from './statistics.ts';
import { tableText, verdictOf, type Printed } from './table.ts';

const results = path.join(import.meta.dirname, '../../data/bench');

type Measured = { name: RowName; seconds: number } & ({ lines: Line[] } | { invalid: string });

const benchFor = (options: Options): Bench => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const small = options.quick ? 2_000 : 100_000;
  return {
    ...options,
    scratch,
    folder: () => mkdtempSync(path.join(scratch, 'data-')),
    sizes: { small, middle: options.scale > 1 ? small * 10 : null, large: small * 10 * options.scale },
    seconds: (full) => (options.quick ? full / 2 : full),
  };
};

const measure = async (bench: Bench, name: RowName): Promise<Measured> => {
  const started = performance.now();
  process.stderr.write(`${name}: ${rows[name].title}\n`);
  const measured = await rows[name].measure(bench).then(
    (lines) => ({ lines }),
    (error: unknown) => ({
      invalid: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  process.stderr.write(`  ${seconds.toFixed(0)} s\n`);
  return { name, seconds, ...measured };
};

/** How far the rounds lay apart, in words. */
const noiseText = (lines: readonly Line[]): string => {
  const spreads = lines.flatMap(({ what, spread }) => (spread === null ? [] : [{ what, spread }]));
  if (lines.every(({ spread }) => spread === null || spread === 0))
    return 'One round tells nothing of the noise.';
  const worst = spreads.toSorted((a, b) => b.spread - a.spread)[0];
  if (!worst) return '';
  const middle = median(spreads.map(({ spread }) => spread));
  const word =
    middle < 0.03 ? 'quiet' : middle < 0.08 ? 'fair' : 'noisy: trust nothing finer than its spread';
  const percent = (share: number): string => `±${(share * 100).toFixed(0)} %`;
  return `The rounds' ratios spread ${percent(middle)} in the middle, at most ${percent(worst.spread)} (${worst.what}): ${word}.`;
};

const run = async (options: Options): Promise<number> => {
  const bench = benchFor(options);
  const startedAt = new Date();
  // The yardstick is measured in every run, so that a slow one shows.
  const names = rowNames.filter((name) => name === 'noop' || options.rows.includes(name));
  const measured: Measured[] = [];
  for (const name of names) measured.push(await measure(bench, name));

  const lines = measured.flatMap((row) => ('lines' in row ? row.lines : []));
  const yardstick = lines.find(({ ours }) => ours.name === 'Express')?.ratio ?? null;
  const printed: Printed[] = lines.map((line) => ({ ...line, noop: yardstick }));
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  process.stdout.write(`\n${tableText(printed)}\n\n`);
  for (const { what, note } of lines)
    if (note !== undefined) process.stdout.write(`${what.trim()}: ${note}.\n`);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.versions.node}`;
  process.stdout.write(`\n${noiseText(lines)} ${bench.rounds} rounds, ${machine}.\n`);
  const times = measured.map((row) => `${row.name} ${row.seconds.toFixed(0)}`).join(', ');
  process.stdout.write(`Took ${seconds} s: ${times}.\n`);

  const invalid = measured.flatMap((row) => ('invalid' in row ? [row] : []));
  for (const row of invalid) process.stdout.write(`\nINVALID ${row.name}: ${row.invalid}\n`);
  mkdirSync(results, { recursive: true });
  const file = path.join(results, `${startedAt.toISOString().replaceAll(':', '-')}.json`);
  const report = {
    startedAt,
    seconds,
    machine,
    asked: options,
    sizes: bench.sizes,
    measured,
    lines: printed.map((line) => ({ ...line, verdict: verdictOf(line) })),
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`\n${path.relative(process.cwd(), file)}\n`);
  return invalid.length > 0 ? 1 : 0;
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

try {
  const options = optionsFrom(process.argv.slice(2));
  if (options.list)
    for (const name of rowNames) process.stdout.write(`${name.padEnd(16)} ${rows[name].title}\n`);
  process.exit(options.list ? 0 : await run(options));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
