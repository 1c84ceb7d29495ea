import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Example } from './example.ts';
import { runProgram } from './program.ts';
import { createSubmitter, type SubmittedRecord } from './submitter.ts';

/** Runs the model service of an example in this process: it submits its batch of items, unless the server has it already. */
export const runExample = async (
  name: string,
  { model, itemName, project: { slug } }: Example,
  count: number,
  recordsOf: (count: number, signal: AbortSignal) => Promise<Omit<SubmittedRecord, 'key'>[]>,
): Promise<void> => {
  const { values: options } = parseArgs({
    options: {
      server: { type: 'string', default: 'http://localhost:3000' },
      'key-file': { type: 'string', default: `data/demo/${slug}.key` },
    },
  });
  await runProgram(name, async (say, signal) => {
    const { server } = options;
    const key = (await readFile(options['key-file'], 'utf8')).trim();
    const submitter = createSubmitter({ server, project: slug, key, say, signal });
    const keyOf = (i: number) => `${itemName} ${i + 1}`;
    if (await submitter.has(keyOf(count - 1))) return;
    const records = (await recordsOf(count, signal)).map((record, i) => ({
      ...record,
      key: keyOf(i),
      model,
    }));
    const { accepted, toReview } = await submitter.submit(records);
    say(`${count} items in “${slug}”: ${accepted} accepted automatically, ${toReview} to people`);
  });
};
