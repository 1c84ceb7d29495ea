// Runs a task: brings packages, Node and dist/ up to date first, and then hands over to the right Node.
// Plain JavaScript without packages: it has to start on Node 20.19 in a fresh clone.
import { ensureBuild } from './build.mjs';
import { findNode } from './node.mjs';
import { ensurePackages } from './packages.mjs';
import { root, run, SetupError } from './process.mjs';

// What Node itself needs, to run the bundle (better-sqlite3 crashes below) and to run TypeScript directly.
const forBundle = '22.12.0';
const forTypeScript = '22.18.0';
const typeScript = ['--disable-warning=ExperimentalWarning'];

const drizzle = (dialect) => [
  'node_modules/drizzle-kit/bin.cjs',
  'generate',
  `--config=db/drizzle.${dialect}.config.ts`,
];

const tasks = {
  start: {
    node: forBundle,
    build: true,
    env: { NODE_ENV: 'production' },
    commands: [['dist/server/main.js']],
  },
  countersign: {
    node: forBundle,
    build: true,
    env: { NODE_ENV: 'production' },
    commands: [['dist/server/command.js']],
  },
  demo: {
    node: forBundle,
    build: true,
    env: { NODE_ENV: 'production' },
    commands: [['dist/server/demo.js']],
  },
  build: { node: forTypeScript, build: true, commands: [] },
  dev: { node: forTypeScript, commands: [['server/setup/dev.mjs']] },
  test: { node: forTypeScript, commands: [[...typeScript, 'test/run.ts']] },
  check: { node: forTypeScript, commands: [[...typeScript, 'test/house/checks.ts']] },
  bench: { node: forTypeScript, build: true, commands: [[...typeScript, 'test/bench/main.ts']] },
  format: {
    node: forTypeScript,
    commands: [['node_modules/oxfmt/bin/oxfmt', '-c', 'test/house/oxfmt.json']],
  },
  // Takes the texts of the pages into the catalogues of all languages.
  translations: {
    node: forTypeScript,
    commands: [
      [
        'node_modules/@lingui/cli/dist/lingui.js',
        'extract',
        '--config',
        'client/lingui.config.ts',
        '--clean',
        '--overwrite',
      ],
    ],
  },
  migrations: { node: forTypeScript, commands: [drizzle('sqlite'), drizzle('postgres')] },
};

const [name, ...args] = process.argv.slice(2);
try {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (!task) throw new SetupError(`There is no task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`);
  process.chdir(root);
  await ensurePackages();
  const node = findNode(task.node);
  if (task.build) await ensureBuild(node);
  for (const command of task.commands) {
    const code = await run(node, [...command, ...args], { ...task.env, ...process.env });
    if (code !== 0) process.exit(code);
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exit(1);
}
