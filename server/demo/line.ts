import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { digitImage, digitPng, loadDigits } from './digits.ts';
import { driftAfter, underFailingLamp } from './lighting.ts';
import { loadModel } from './model-file.ts';
import { modelVersion, readDigit } from './reading.ts';
import { createSubmitter, type SubmittedRecord } from './submitter.ts';
import { demoTraining } from './train.ts';
import { modelFile } from './trained-model.ts';

// The "line": a model service as anybody would write one. Of Countersign it knows an address and an API key.

/** How many digits the first start submits at once, so that there is work from the beginning. */
const firstBatch = 300;
/** The shortest time between two requests, in milliseconds; at higher rates each carries several digits. */
const shortestInterval = 50;
/** Has no divisor in common with 10,000, so that steps of it visit every digit once. */
const stride = 3_571;

const say = (text: string): void => void process.stdout.write(`line: ${text}\n`);

const stopping = new AbortController();
const { signal } = stopping;
process.on('SIGTERM', () => stopping.abort());
process.on('SIGINT', () => {
  // At a terminal Ctrl-C reaches the demo too, which then stops us.
  if (!process.connected) stopping.abort();
});
process.on('disconnect', () => stopping.abort());

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://localhost:3000' },
    project: { type: 'string', default: 'digits' },
    'key-file': { type: 'string', default: 'data/demo/line.key' },
    rate: { type: 'string', default: '2' },
    drift: { type: 'string' },
  },
});

const run = async (): Promise<void> => {
  const rate = Number(options.rate);
  const key = (await readFile(options['key-file'], 'utf8')).trim();
  const model = await loadModel(modelFile, demoTraining);
  if (!model) throw new Error(`there is no trained model in ${modelFile}: npm run demo makes one`);
  // Digits that the model was not trained on.
  const digits = loadDigits('test');
  const { server, project } = options;
  const submitter = createSubmitter({ server, project, key, say, signal });

  // The second half of the file is harder to read than the first: walked in steps, every stretch is like the whole.
  const indexAt = (position: number): number => (position * stride) % digits.count;
  const keyAt = (position: number): string => `digit-${indexAt(position)}`;
  const recordAt = (position: number): SubmittedRecord => {
    const asWritten = digitImage(digits, indexAt(position));
    const hasDrifted = options.drift === 'lighting' && position >= driftAfter;
    const image = hasDrifted ? underFailingLamp(asWritten) : asWritten;
    const base64 = Buffer.from(digitPng(image)).toString('base64');
    return {
      key: keyAt(position),
      payload: { image: { base64 } },
      model: modelVersion,
      ...readDigit(model, image),
      occurredAt: new Date().toISOString(),
    };
  };
  const recordsFrom = (position: number, count: number): SubmittedRecord[] =>
    Array.from({ length: Math.min(count, digits.count - position) }, (_, i) => recordAt(position + i));

  // Go on after the last digit that the server has: it has those before it too.
  let next = 0;
  for (let unknown = digits.count; next < unknown;) {
    const middle = Math.floor((next + unknown) / 2);
    if (await submitter.has(keyAt(middle))) next = middle + 1;
    else unknown = middle;
  }

  if (next < firstBatch) {
    const records = recordsFrom(next, firstBatch - next);
    const { accepted, audited, toReview } = await submitter.submit(records);
    const audits = audited === 0 ? '' : ` (${audited} of them to be audited)`;
    say(
      `${records.length} digits submitted at once: ${accepted} accepted automatically${audits}, ${toReview} to people`,
    );
    next += records.length;
  }
  if (rate === 0) return;

  const interval = Math.max(1_000 / rate, shortestInterval);
  let due = 0;
  for (
    let at = performance.now() + interval;
    next < digits.count;
    at = Math.max(at + interval, performance.now())
  ) {
    await sleep(Math.max(at - performance.now(), 0), undefined, { signal });
    due += (rate * interval) / 1_000;
    const records = recordsFrom(next, Math.floor(due + 1e-9));
    due -= records.length;
    if (records.length > 0) await submitter.submit(records);
    next += records.length;
  }
  say(`all ${digits.count.toLocaleString('en')} digits are submitted; npm run demo -- --reset begins afresh`);
};

try {
  await run();
} catch (error) {
  if (!signal.aborted) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
if (process.connected) process.disconnect();
