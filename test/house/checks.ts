// The checks that read the sources without running them; by itself `npm run check`.
import { capture } from '../support/process.ts';

/** A check of the catalogues; in one thread, as Babel takes longer to load into others than they save. */
const lingui = (check: string) => [
  'node_modules/@lingui/cli/dist/lingui.js',
  'check',
  check,
  '--config',
  'client/lingui.config.ts',
  '--workers',
  '1',
];

/** Each check's name and the script that makes it. */
export const checks = {
  // The linter works out all types for its rules, and tells what the compiler would (`typeCheck`): once is enough.
  lint: ['node_modules/oxlint/bin/oxlint', '-c', 'test/house/oxlint.json'],
  format: [
    'node_modules/oxfmt/bin/oxfmt',
    '-c',
    'test/house/oxfmt.json',
    '--check',
    '.',
    '!db/migrations/**',
  ],
  // Every text of the pages stands in the catalogue, and has a translation.
  texts: lingui('sync'),
  translations: lingui('missing'),
  unused: ['node_modules/knip/bin/knip.js', '-c', 'test/house/knip.jsonc', '--no-progress'],
};

/** Runs one check; whether it passed, and what it said. */
export async function runCheck(name: keyof typeof checks, signal?: AbortSignal) {
  const { code, output } = await capture(process.execPath, checks[name], { signal });
  return { passed: code === 0, output };
}

if (process.argv[1] === import.meta.filename) {
  const names = Object.keys(checks) as (keyof typeof checks)[];
  const results = await Promise.all(names.map(async (name) => ({ name, ...(await runCheck(name)) })));
  const failed = results.filter(({ passed }) => !passed);
  for (const { name, output } of failed) console.log(`${name}:\n${output.trimEnd()}\n`);
  console.log(
    failed.length > 0
      ? `Failed: ${failed.map(({ name }) => name).join(', ')}.`
      : `All well: ${names.join(', ')}.`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
}
