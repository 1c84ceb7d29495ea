import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bringDigits } from './bring-digits.ts';
import { drifts } from './lighting.ts';
import { runProgram } from './program.ts';

// The "line": a model service as anybody would write one. Of Countersign it knows an address and an API key.

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://localhost:3000' },
    project: { type: 'string', default: 'digits' },
    'key-file': { type: 'string', default: 'data/demo/line.key' },
    versions: { type: 'string', default: 'data/demo/versions' },
    rate: { type: 'string', default: '2' },
    drift: { type: 'string' },
  },
});

await runProgram('line', async (say, signal) => {
  const { server, project, versions, rate, drift } = options;
  const key = (await readFile(options['key-file'], 'utf8')).trim();
  const changes = drifts.find((one) => one === drift) ?? null;
  await bringDigits({ server, project, key, versions, rate: Number(rate), drift: changes }, say, signal);
});
