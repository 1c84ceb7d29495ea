// `npm test`: static checks, then each suite in turn, one line each; `npm test -- api [filter]` runs one of them.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { checks, runCheck } from './house/checks.ts';
import { ensureChromium } from './support/chromium.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { capture } from './support/process.ts';

type Result = { passed: number; failed: number; output: string };
type Suite = { name: string; needs: readonly ('postgres' | 'build' | 'chromium')[] };

const suites: readonly Suite[] = [
  { name: 'domain', needs: [] },
  { name: 'storage', needs: ['postgres'] },
  { name: 'api', needs: ['postgres'] },
  { name: 'client', needs: [] },
  { name: 'house', needs: [] },
  { name: 'demo', needs: ['build'] },
  { name: 'faults', needs: ['postgres', 'build'] },
  { name: 'e2e', needs: ['postgres', 'build', 'chromium'] },
];
const checkNames = Object.keys(checks) as (keyof typeof checks)[];

const [only, ...filter] = process.argv.slice(2);
const names = [...checkNames, ...suites.map(({ name }) => name)];
if (only !== undefined && !names.includes(only)) {
  console.error(`There is no suite "${only}". Suites: ${names.join(', ')}.`);
  process.exit(1);
}
const chosenChecks = checkNames.filter((name) => only === undefined || only === name);
const chosen = suites.filter(({ name }) => only === undefined || only === name);

const interrupted = new AbortController();
const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(40 * 60_000)]);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    process.exitCode = 128 + constants.signals[name];
    interrupted.abort();
  });
}

// Databases of tests lie in memory where there is plenty of it: every commit waits for a disk, even one that is not busy.
const memory = '/dev/shm';
if (existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 6 * 2 ** 30)
  process.env.TMPDIR ??= memory;

const reports = mkdtempSync(path.join(tmpdir(), 'countersign-reports-'));
const env: NodeJS.ProcessEnv = { ...process.env };
/** Has each Node that a suite starts, and it starts hundreds, begin in a third of the time. */
const quickStart = {
  NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${import.meta.resolve('./support/quick-imports.ts')}`,
  NODE_COMPILE_CACHE: path.resolve('.cache/compiled'),
};
const total = { passed: 0, failed: 0 };
let postgres: Postgres | undefined;

try {
  // Nothing here minds a busy machine; the suites after it do, and run one after the other.
  const prepared = prepare();
  for (const [name, running] of chosenChecks.map((name) => [name, measure(() => check(name))] as const)) {
    show(name, await running);
  }
  const faults = await prepared;
  for (const suite of chosen) {
    if (interrupted.signal.aborted) break;
    const missing = suite.needs.map((need) => faults.get(need)).filter((text) => text !== undefined);
    show(
      suite.name,
      await measure(() => (missing.length > 0 ? fail(missing.join('\n')) : runSuite(suite.name))),
    );
  }
} finally {
  await postgres?.stop();
  rmSync(reports, { recursive: true, force: true });
}

if (interrupted.signal.aborted) {
  console.log('Stopped.');
} else {
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

/** Brings about what the chosen suites need; what could not be had, and why. */
async function prepare(): Promise<Map<string, string>> {
  const faults = new Map<string, string>();
  const provide = async (need: Suite['needs'][number], work: () => Promise<void>) => {
    if (!chosen.some(({ needs }) => needs.includes(need))) return;
    await work().catch((error: unknown) => faults.set(need, String(error)));
  };
  await Promise.all([
    provide('postgres', async () => {
      if (env.TEST_DATABASE_URL) return;
      postgres = await startPostgres();
      env.TEST_DATABASE_URL = postgres.url;
    }),
    provide('chromium', async () => {
      env.CHROMIUM_PATH = await ensureChromium(signal);
    }),
    provide('build', async () => {
      const { code, output } = await capture(process.execPath, ['server/setup/run.mjs', 'build'], {
        env,
        signal,
      });
      if (code !== 0) throw new Error(output);
    }),
  ]);
  return faults;
}

async function check(name: keyof typeof checks): Promise<Result> {
  const { passed, output } = await runCheck(name, signal);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, output };
}

async function runSuite(name: string): Promise<Result> {
  const report = path.join(reports, `${name}.json`);
  const vitest = ['run', '--config', 'test/vitest.config.ts', '--project', name, '--reporter=default'];
  const args =
    name === 'e2e'
      ? [
          'node_modules/@playwright/test/cli.js',
          'test',
          '-c',
          'test/e2e/playwright.config.ts',
          '--reporter=list,json',
        ]
      : ['node_modules/vitest/vitest.mjs', ...vitest, '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await capture(process.execPath, [...args, ...filter], {
    env: { ...env, ...quickStart, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    signal,
  });
  if (signal.aborted) return fail(`${output}\nIt was stopped: the whole run may take 40 minutes.`);
  if (!existsSync(report)) return fail(output);
  const counts = (name === 'e2e' ? countPlaywright : countVitest)(JSON.parse(readFileSync(report, 'utf8')));
  if (counts.failed > 0) return { ...counts, output };
  if (counts.passed === 0) return fail(`${output}\nNo test ran.`);
  // All tests passed and yet it failed: an error outside of any test.
  return { ...counts, failed: code === 0 ? 0 : 1, output };
}

function fail(output: string): Result {
  return { passed: 0, failed: 1, output };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

function countVitest({ numPassedTests, numFailedTests, testResults }: VitestReport) {
  // A file that does not load fails without a failed test in it.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

function countPlaywright({ stats, errors }: PlaywrightReport) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

async function measure(work: () => Result | Promise<Result>): Promise<Result & { seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

function show(name: string, { passed, failed, output, seconds }: Result & { seconds: number }): void {
  if (interrupted.signal.aborted) return;
  total.passed += passed;
  total.failed += failed;
  const count = `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`;
  console.log(`${name.padEnd(9)} ${count.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`);
  if (failed > 0) console.log(`\n${output.trim()}\n`);
}
