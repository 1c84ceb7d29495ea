import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runProgram } from './program.ts';
import { trainOnLabels } from './train-on-labels.ts';

// The trainer: it asks for trainings with an API key, and does them where it runs, as anybody's would.

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://localhost:3000' },
    project: { type: 'string', default: 'digits' },
    'key-file': { type: 'string', default: 'data/demo/trainer.key' },
    versions: { type: 'string', default: 'data/demo/versions' },
  },
});

await runProgram('trainer', async (say, signal) => {
  const { server, project, versions } = options;
  const key = (await readFile(options['key-file'], 'utf8')).trim();
  await trainOnLabels({ server, project, key, versions }, say, signal);
});
